"""One file per report; a shared contract test holds each of them."""
