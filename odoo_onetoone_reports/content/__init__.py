"""What a report says, without a word about how it is written."""
