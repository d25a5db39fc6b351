"""Who holds heritage, what of it is in need, and which regions nobody has asked yet.

A round asks one questionnaire of holders of heritage, in a browser, on paper or by a table of typed sheets.
What holders answer belongs to the round's team; everybody reads what all of them lack, region by region.
"""
