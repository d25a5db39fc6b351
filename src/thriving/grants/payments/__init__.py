"""How the money of a grant leaves: in tranches, through a gate, by two people, once.

A tranche has requirements. Its payment is requested, the gate is asked, two people approve who are neither
the applicants nor whoever requested it nor whoever accepted the risk, and while it is sent the gate is asked
again.
"""
