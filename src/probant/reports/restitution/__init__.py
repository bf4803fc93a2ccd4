"""The restitution to elected members: collected once, for the paper and for the pages."""
