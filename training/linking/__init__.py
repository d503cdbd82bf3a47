"""Weights of the verifier that says whether two reports are about one event."""
