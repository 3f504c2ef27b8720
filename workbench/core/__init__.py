"""Values of time and place: standard library only, frozen, valid by construction."""
