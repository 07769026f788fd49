"""The recovery kit as a page to print: numbered groups and a code which holds the same key."""

from __future__ import annotations

import io

import segno
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from studio_backup.repository.kit import Kit, kit_groups, kit_text


def printed_kit(kit: Kit) -> bytes:
    """The PDF's bytes."""
    out = io.BytesIO()
    page = Canvas(out, pagesize=A4)
    page.setTitle("Studio Backup recovery kit")
    page.setFont("Helvetica-Bold", 20)
    page.drawString(60, 770, "Studio Backup recovery kit")
    page.setFont("Helvetica", 11)
    page.drawString(60, 745, f"Vault {kit.repository}")
    page.setFont("Courier-Bold", 16)
    for number, group in enumerate(kit_groups(kit.key)):
        page.drawString(60 + 150 * (number % 3), 690 - 30 * (number // 3), f"{number + 1:2} {group}")
    image = io.BytesIO()
    segno.make(kit_text(kit, explained=False), error="m").save(image, kind="png", scale=4)
    image.seek(0)
    from reportlab.lib.utils import ImageReader

    page.drawImage(ImageReader(image), 60, 330, 200, 200)
    page.showPage()
    page.save()
    return out.getvalue()
