"""Do we tell customers apart by their value and their needs?"""

READERS = {}
