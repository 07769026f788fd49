"""Studio Backup: encrypted, verified backups for wedding photographers and venues."""

VERSION = "0.1.0"
