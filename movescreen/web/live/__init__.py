"""Live: a coach, a laptop, a webcam. A camera's frames become a record while the person moves.

`camera_feed` reads the camera in a thread of its own. `engine` takes its newest frame, finds the pose, and passes both
to the state of the session (`states`). The states are: finding a place, where `readiness` says what to change (with
`image_checks` and `image_monitor` for the picture); a countdown; the recording (`recording`, with its pictures in
`recorded_take`); and the results in the library (`results`). `live_values` are the figures on the page meanwhile.

`routes` serves the live page, the other `..._routes` the library. `interrupted` measures recordings that were cut off.
`live_words` and `phrases` hold the words. `headless` records without a page and prints JSON lines.
"""
