"""The app: one page for a coach, with clients, the live page, clips that are added, reports and comparison.

`routes` serves the first pages and `adding` those of clips; `uploads` receives clips in pieces (tus 1.0), from these
pages and, while that is on, from a `phone`. `queue` has clips measured by processes of their own, so that the pages
answer meanwhile. `studio` opens the camera only when the live page is. The pages of the library are those of `live`.
"""
