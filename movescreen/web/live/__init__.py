"""Live: a coach, a laptop, a webcam. A camera's frames become a record while the person moves.

`feed` reads the camera in a thread of its own, `studio` takes the newest frame from it, has the network look at it, and
passes both to the `phases` of a session: `gate` says what to change until person, camera and light are as they should
be (`glance` and `lookout` see to the picture), a countdown, the recording (`recording`, with `film` and `shots` in a
`take`), and the results in the library; `figures` are what is read from afar meanwhile. `pages` and `shelf` serve what
it shows and what is kept, which `again` measures where a recording was cut off; `words` has what is said, and `heap`
gives memory back. `headless` does without all of that and prints lines.
"""
