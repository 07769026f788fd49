"""What the printed kit says, in plain sentences. Commands stand on lines of their own."""

from __future__ import annotations

WARNING = (
    "<b>Whoever holds this page and any one copy of the vault can read everything in it, without the passphrase.</b> "
    "Keep it away from the computers: in a safe, or with somebody you trust. Do not mail it, and do not keep a photo "
    "of it in a cloud."
)
FINDER = "Have you found this page? Please return it to the studio named above, or destroy it."


def _commands(*lines: str) -> str:
    return "".join(f"<br/><font name='Courier-Bold' size='8.5'>{line}</font>" for line in lines)


STEPS = (
    (
        "Check it today",
        "This says whether the kit opens your vault, and changes nothing:"
        + _commands("studio-backup vault check-kit KIT.txt"),
    ),
    (
        "Get everything back with the program",
        "Install Studio Backup on any computer and connect one copy: vault, NAS or drive. PLACE is its folder, or a "
        "bucket as s3://BUCKET/PREFIX."
        + _commands(
            "studio-backup --kit KIT.txt vault open PLACE",
            "studio-backup --kit KIT.txt restore --wedding NAME --to FOLDER",
        ),
    ),
    (
        "Get everything back without the program",
        "It needs Python 3.11 or later and the two rescue files that were saved beside this one. COPY is a folder; "
        "from a bucket, the first or second command makes it."
        + _commands(
            "aws s3 sync s3://BUCKET/PREFIX ./COPY",
            "rclone copy REMOTE:BUCKET/PREFIX ./COPY",
            "python3 -m pip install -r KIT-rescue-requirements.txt",
            "python3 KIT-rescue.py COPY --kit KIT.txt --to FOLDER",
        ),
    ),
    (
        "If KIT.txt is lost",
        "Scan the code and save its text as KIT.txt. Or type the four lines above into KIT.txt, each with its number, "
        "as in <font name='Courier-Bold' size='8.5'>1: ABCDE FGHJK MNPQR</font>. Capital letters, spaces and dashes do "
        "not matter; the letter O counts as zero, I and L as one. Every line carries a checksum, so a typing error is "
        "named.",
    ),
)
