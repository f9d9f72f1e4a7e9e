"""Views: what people look at. All of their words are in `english` and `words`; a view only lays them out."""
