"""Papers of a session: the sheet to sign and the certificates of those who came."""
