"""One file per indicator; a shared contract test holds each of them."""
