"""The app: its pages, the live page and the pages of the library, behind one guard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from movescreen.batch.workers import Work
from movescreen.library import Library
from movescreen.library.added_clip import measure_session
from movescreen.library.inbox import Inbox
from movescreen.library.preferences import load_preferences
from movescreen.pose.weights import Bundle
from movescreen.video.camera import PREFERRED, SIZES, PluggedIn
from movescreen.web.app.adding import ADDING, receiver_of
from movescreen.web.app.background import BackgroundWork
from movescreen.web.app.phone import PhoneDoor
from movescreen.web.app.queue import MeasuringQueue
from movescreen.web.app.rating_routes import RATING, desk_of
from movescreen.web.app.routes import APP, links
from movescreen.web.app.settings_routes import SETTINGS
from movescreen.web.app.studio import LazyStudio
from movescreen.web.app.uploads import PIECE_BYTES, PLACE, UPLOADS
from movescreen.web.live.engine import LiveEngine
from movescreen.web.live.library_routes import SHELF
from movescreen.web.live.live_words import WORDS
from movescreen.web.live.room import Manner
from movescreen.web.live.routes import PAGES
from movescreen.web.rating.in_library import sweep_studies
from movescreen.web.server import Access, application
from movescreen.web.server.middleware import Guard


@contextmanager
def app_of(
    safety: Access,
    library: Library,
    bundle: Bundle,
    begun: Callable[[], LiveEngine],
    model: str = "full",
    with_cameras: bool = True,
    language: str = "en",
    work: Work = measure_session,
) -> Iterator[Guard]:
    """Yield the app of a library; clips whose measuring was cut off before are taken up again.

    `begun` begins the live engine, `work` measures a clip in a process of its own.
    """
    safety.most_bytes_below[PLACE] = PIECE_BYTES
    chosen = load_preferences(library.folder)
    manner = Manner(WORDS[language], chosen.mirrored)
    queue = MeasuringQueue(library, bundle, model, manner, work=work)
    receiver = receiver_of(Inbox(library), queue)
    phone = PhoneDoor(receiver.inbox, receiver, manner)
    copies, makes = BackgroundWork(), BackgroundWork()
    with closing(LazyStudio(library, begun, manner)) as studio, closing(queue), closing(copies), closing(makes):
        if with_cameras and chosen.camera is not None:
            size = next((size for size in SIZES if size[0] == chosen.width), PREFERRED)
            studio.take_camera(PluggedIn(chosen.camera, size))
        receiver.inbox.sweep()
        sweep_studies(library.folder)
        queue.resume()
        studio.recover()
        try:
            yield application(
                safety, APP, SETTINGS, RATING, ADDING, UPLOADS, PAGES, SHELF,
                studio=studio, model=model, with_cameras=with_cameras, queue=queue, receiver=receiver, phone=phone,
                links=links, copies=copies, makes=makes, desk=desk_of,
            )  # fmt: skip
        finally:
            phone.shut()
