package xlsx

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/richardlehane/mscfb"
	"github.com/xuri/excelize/v2"

	"countyboard/data"
)

// encrypted reports whether b is the OLE2 container of an encrypted workbook:
// its directory has an entry "EncryptionInfo" in UTF-16.
func encrypted(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\xD0\xCF\x11\xE0")) && bytes.Contains(b, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00i\x00o\x00n\x00I\x00n\x00f\x00o\x00"))
}

// builtinPassword opens workbooks that Excel protects without asking for one.
const builtinPassword = "VelvetSweatshop"

func decrypt(b []byte, password string) (plain []byte, err error) {
	defer func() {
		// The libraries index into what the file claims.
		if r := recover(); r != nil {
			plain, err = nil, data.Fail(data.Invalid, "encryption-damaged").Because(fmt.Errorf("%v", r))
		}
	}()
	if err := inspect(b); err != nil {
		return nil, data.Fail(data.Invalid, "encryption-damaged").Because(err)
	}
	for _, p := range []string{password, builtinPassword} {
		plain, err = excelize.Decrypt(b, &excelize.Options{Password: p})
		if err == nil && bytes.HasPrefix(plain, []byte("PK")) {
			return plain, nil
		}
	}
	if password == "" {
		return nil, data.Fail(data.Unsupported, "password-needed").Because(err)
	}
	if err == nil {
		err = errors.New("what was decrypted is no zip")
	}
	return nil, data.Fail(data.Unsupported, "password-wrong").Because(err)
}

var errTwice = errors.New("several entries hold the encrypted workbook")

// inspect refuses a container with which the library would be busy for hours:
// it reads each entry of that name, and a directory may name one stream for all.
func inspect(b []byte) error {
	doc, err := mscfb.New(bytes.NewReader(b))
	if err != nil {
		return err
	}
	seen := make(map[string]bool)
	for _, f := range doc.File {
		if (f.Name == "EncryptionInfo" || f.Name == "EncryptedPackage") && seen[f.Name] {
			return errTwice
		}
		seen[f.Name] = true
	}
	return nil
}
