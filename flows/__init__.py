"""The world: network, schedule, composition. The only house that knows the other two."""
