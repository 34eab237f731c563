"""`presslake report`: a warehouse on one page, a file that one can mail, print, and open without a network."""
