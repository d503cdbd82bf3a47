"""What Dateline knows beforehand: dated facts and word lists, as files a reviewer can read.

The files stand in `data/`, one fact a line, with a source column; `tables` reads them, and each other
module here turns one family of them into look-ups. Nothing is fetched, and nothing is learnt at run time.
"""
