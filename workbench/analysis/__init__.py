"""What a film seems to show: candidates to look at, each with a confidence, or with the reason why it cannot be told.

::

    models                  the networks in the folder ``models``, checked before they are used
    detector, mesh, iris    one picture: where faces are; a face's points; where its eyes are turned
    pose                    numbers of a mesh: how a head is turned, how far the corners of a mouth are raised
    cuts, following         from picture to picture: hard cuts; which face is the same one
    faces, tracks           a film's faces, and the columns they are kept in
    gaze                    who looks towards whom or at what
    speech, vocalising      where somebody speaks; a child's calls, laughter
    speakers, overlapping   whose sound it is; two at once
    voice, learning, turns  a film's voices, learned anew from corrections; turns of them
    places                  stretches worth a look, with the reasons in words

Arrays go in and values come out: nothing here reads a file or a store but the networks. Nothing here knows who somebody is, names a
feeling or gives a verdict, and nothing of it reaches a family's page. *Not measurable* is a value, with its reason.
"""
