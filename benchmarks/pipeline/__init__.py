"""What the whole pipeline costs beside others that read the same pages."""
