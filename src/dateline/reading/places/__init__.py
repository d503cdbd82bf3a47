from dateline.reading.places.governed import is_place, place_of

__all__ = ["is_place", "place_of"]
