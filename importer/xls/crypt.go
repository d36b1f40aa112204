package xls

import (
	"crypto/md5"  //nolint:gosec // the format's own
	"crypto/rc4"  //nolint:gosec // the format's own
	"crypto/sha1" //nolint:gosec // the format's own
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"math/bits"
	"unicode/utf16"

	"countyboard/data"
)

// builtinPassword opens workbooks that Excel protects without asking for one.
const builtinPassword = "VelvetSweatshop"

// cipher deciphers bytes of a record's data that stand at pos of the stream.
type cipher interface {
	decipher(b []byte, pos, size int) // size: of the whole record's data
}

// decrypt deciphers a stream in place where it has a FILEPASS record.
func decrypt(stream []byte, password string) error {
	r := records{b: stream}
	var c cipher
	for {
		rec, ok := r.next()
		if !ok {
			return nil // a cut stream is told of where it is read
		}
		if c != nil {
			if from := plain(rec); from < len(rec.data) {
				c.decipher(rec.data[from:], rec.pos+from, len(rec.data))
			}
			continue
		}
		if rec.id != recFilePass {
			continue
		}
		var err error
		if c, err = openCipher(rec.data, password); err != nil {
			return err
		}
	}
}

// plain is how many bytes at the record's beginning are never enciphered
// ([MS-XLS] 2.2.10).
func plain(rec record) int {
	switch rec.id {
	case recBOF, recFilePass, 0x0194, 0x0195, 0x0196, 0x0138, 0x00E1:
		return len(rec.data)
	case recBoundSheet:
		return min(4, len(rec.data))
	}
	return 0
}

var errPassword = errors.New("the verifier does not agree")

func openCipher(pass []byte, password string) (cipher, error) {
	err := errPassword
	for _, p := range []string{password, builtinPassword} {
		var c cipher
		c, err = cipherOf(pass, p)
		if err == nil {
			return c, nil
		}
		if !errors.Is(err, errPassword) {
			return nil, data.Fail(data.Unsupported, "encryption-unknown").Because(err)
		}
	}
	if password == "" {
		return nil, data.Fail(data.Unsupported, "password-needed").Because(err)
	}
	return nil, data.Fail(data.Unsupported, "password-wrong").Because(err)
}

func cipherOf(pass []byte, password string) (cipher, error) {
	if len(pass) < 6 {
		return nil, errShort
	}
	if uint16At(pass, 0) == 0 {
		return newXOR(uint16At(pass, 2), uint16At(pass, 4), password)
	}
	major, minor := uint16At(pass, 2), uint16At(pass, 4)
	switch {
	case major == 1 && minor == 1:
		return newRC4(pass[6:], password)
	case major >= 2 && major <= 4 && minor == 2:
		return newCryptoAPI(pass[6:], password)
	}
	return nil, errors.New("an unknown kind of encryption")
}

func utf16Bytes(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

// xor is obfuscation, method 1 ([MS-OFFCRYPTO] 2.3.7).
type xor [16]byte

var xorPad = [16]byte{0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0x00, 0xBE, 0x0F, 0x00, 0xBF, 0x0F, 0x00, 0x00}

func newXOR(key, verifier uint16, password string) (cipher, error) {
	var letters []byte
	for _, u := range utf16.Encode([]rune(password)) {
		b := byte(u)
		if b == 0 {
			b = byte(u >> 8)
		}
		letters = append(letters, b)
	}
	if len(letters) > 15 || xorVerifier(letters) != verifier {
		return nil, errPassword
	}
	full := append(letters, xorPad[:]...)
	var x xor
	for i := range x {
		k := byte(key)
		if i%2 == 1 {
			k = byte(key >> 8)
		}
		x[i] = bits.RotateLeft8(full[i]^k, -1)
	}
	return &x, nil
}

// xorVerifier is CreatePasswordVerifier_Method1.
func xorVerifier(letters []byte) uint16 {
	var v uint16
	turn := func(b byte) { v = (v>>14&1 | v<<1&0x7FFF) ^ uint16(b) }
	for i := len(letters) - 1; i >= 0; i-- {
		turn(letters[i])
	}
	turn(byte(len(letters)))
	return v ^ 0xCE4B
}

func (x *xor) decipher(b []byte, pos, size int) {
	// The key's place counts from the end of the record, as Excel does it.
	for i := range b {
		b[i] = bits.RotateLeft8(b[i]^x[(pos+size+i)%16], -5)
	}
}

// blockCipher is RC4 with a fresh key each 1,024 bytes of the stream; headers
// of records count, though they are plain.
type blockCipher struct {
	key   func(block uint32) []byte
	block int
	at    int // of the stream, of the next byte of the key stream
	c     *rc4.Cipher
}

const blockSize = 1024

func (x *blockCipher) decipher(b []byte, pos, _ int) {
	for len(b) > 0 {
		block := pos / blockSize
		if x.c == nil || block != x.block || pos < x.at {
			x.c, _ = rc4.NewCipher(x.key(uint32(block))) //nolint:gosec // keys are 16 bytes; streams are under 2 GB
			x.block, x.at = block, block*blockSize
		}
		var waste [blockSize]byte
		x.c.XORKeyStream(waste[:pos-x.at], waste[:pos-x.at])
		n := min(len(b), (block+1)*blockSize-pos)
		x.c.XORKeyStream(b[:n], b[:n])
		pos += n
		x.at = pos
		b = b[n:]
	}
}

// newRC4 is [MS-OFFCRYPTO] 2.3.6: keys of 40 bits by MD5.
func newRC4(b []byte, password string) (cipher, error) {
	if len(b) < 48 {
		return nil, errShort
	}
	salt, verifier, hash := b[:16], append([]byte{}, b[16:32]...), append([]byte{}, b[32:48]...)
	h := md5.Sum(utf16Bytes(password)) //nolint:gosec // the format's own
	var buffer []byte
	for range 16 {
		buffer = append(append(buffer, h[:5]...), salt...)
	}
	h = md5.Sum(buffer) //nolint:gosec // the format's own
	key := func(block uint32) []byte {
		k := md5.Sum(binary.LittleEndian.AppendUint32(append([]byte{}, h[:5]...), block)) //nolint:gosec // the format's own
		return k[:]
	}
	c, err := rc4.NewCipher(key(0)) //nolint:gosec // the format's own
	if err != nil {
		return nil, err
	}
	c.XORKeyStream(verifier, verifier)
	c.XORKeyStream(hash, hash)
	if want := md5.Sum(verifier); subtle.ConstantTimeCompare(want[:], hash) != 1 { //nolint:gosec // the format's own
		return nil, errPassword
	}
	return &blockCipher{key: key}, nil
}

// newCryptoAPI is [MS-OFFCRYPTO] 2.3.5: keys of 40 to 128 bits by SHA-1.
func newCryptoAPI(b []byte, password string) (cipher, error) {
	if len(b) < 8 {
		return nil, errShort
	}
	size := int(uint32At(b, 4)) // of the header
	if size < 32 || size > len(b)-8-4-16-16-4-20 {
		return nil, errShort
	}
	header, b := b[8:8+size], b[8+size:]
	if alg := uint32At(header, 8); alg != 0x6801 && alg != 0 {
		return nil, errors.New("an unknown cipher")
	}
	keyBytes := int(uint32At(header, 16)) / 8
	if keyBytes == 0 {
		keyBytes = 5
	}
	if keyBytes < 5 || keyBytes > 16 || uint32At(b, 0) != 16 {
		return nil, errShort
	}
	salt, verifier, hash := b[4:20], append([]byte{}, b[20:36]...), append([]byte{}, b[40:60]...)
	base := sha1.Sum(append(append([]byte{}, salt...), utf16Bytes(password)...)) //nolint:gosec // the format's own
	key := func(block uint32) []byte {
		k := sha1.Sum(binary.LittleEndian.AppendUint32(append([]byte{}, base[:]...), block)) //nolint:gosec // the format's own
		if keyBytes == 5 {
			return append(append([]byte{}, k[:5]...), make([]byte, 11)...)
		}
		return append([]byte{}, k[:keyBytes]...)
	}
	c, err := rc4.NewCipher(key(0)) //nolint:gosec // the format's own
	if err != nil {
		return nil, err
	}
	c.XORKeyStream(verifier, verifier)
	c.XORKeyStream(hash, hash)
	if want := sha1.Sum(verifier); subtle.ConstantTimeCompare(want[:], hash) != 1 { //nolint:gosec // the format's own
		return nil, errPassword
	}
	return &blockCipher{key: key}, nil
}
