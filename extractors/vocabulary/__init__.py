"""The field's words as data: drugs, routes, settings, indications, scales, specialties, units."""
