"""From the bytes of a page to an article with paragraphs and quotes; pure, no network, no clock."""
