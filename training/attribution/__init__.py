"""Training of the tagger that finds who says what (`dateline.reading.attributions.neural`)."""
