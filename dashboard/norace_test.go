//go:build !race

package dashboard_test

// picturesMemory is what a burst of pictures may take, in MB.
const picturesMemory = 400

const raced = false
