"""One command a claim: what presslake is measured by."""
