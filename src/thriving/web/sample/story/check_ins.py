"""What the leads say beside their numbers, in their own words, about once a month."""

from __future__ import annotations

from datetime import date

from thriving.web.sample.deeds import CheckedIn

# Day, confidence from 0 to 10, what changed, what comes next, which help is needed.
Said = tuple[date, int, str, str, str]

YOUTH: tuple[Said, ...] = (
    (date(2019, 8, 14), 7, "We began to list what a council would be for.", "Share the list in three languages.", ""),
    (date(2019, 10, 9), 8, "The list is public; forty comments so far.", "Hear young people in six rooms.", ""),
    (date(2019, 12, 12), 8, "The hearings are over. They asked for real votes, not for a seat at the side.", "Draft the charter.", ""),
    (date(2020, 2, 14), 7, "The charter is drafted, two days early.", "Agree on the rules that keep minors safe.", ""),
    (date(2020, 3, 11), 6, "Lawyers in two countries read the safety rules differently.", "Bring both to one table.", "Someone who knows the law on minors in South Asia."),
    (date(2020, 4, 3), 5, "The safety rules missed their date; both lawyers now agree on the wording.", "Translate and agree.", ""),
    (date(2020, 5, 14), 7, "The safety rules are agreed, six weeks late.", "Terms and call.", ""),
    (date(2020, 6, 11), 8, "The call is ready in nine languages.", "Walk through the checklist.", ""),
)
AFFILIATES: tuple[Said, ...] = (
    (date(2019, 9, 25), 7, "Two first assessments are done, with the affiliates, not about them.", "Three more.", ""),
    (date(2019, 11, 20), 7, "All five know where they stand.", "Materials for students, made by students.", ""),
    (date(2020, 1, 21), 7, "The first lessons in Quechua were given by those who had learned in autumn.", "Second assessments.", ""),
    (date(2020, 3, 20), 8, "A second affiliate has grown by two levels.", "The third in June.", ""),
    (date(2020, 4, 8), 7, "One affiliate stayed where it was: its best organizer moved away.", "Go on with the delta group.", ""),
    (date(2020, 5, 21), 8, "Lessons moved to the telephone, and more students came than before.", "Last assessment.", ""),
    (date(2020, 6, 17), 9, "Three affiliates have grown.", "Write down what worked.", ""),
)
LIAISONS: tuple[Said, ...] = (
    (date(2019, 8, 27), 6, "The manager’s position is described.", "Publish it.", ""),
    (date(2019, 11, 27), 7, "The manager and the first liaison are here.", "Three more regions.", ""),
    (date(2020, 1, 28), 5, "Two candidates withdrew.", "Publish again, with the salary this time.", "Help us to reach candidates in Central Asia."),
    (date(2020, 2, 27), 5, "Contratamos al segundo enlace regional.", "Entrevistas para otras dos regiones.", ""),
    (date(2020, 3, 26), 3, "Hiring is frozen except where a contract was already promised.", "Ask for two exceptions.", "A decision about the freeze."),
    (date(2020, 4, 14), 3, "No answer about the freeze yet.", "Prepare to go on in summer.", "A decision about the freeze."),
    (date(2020, 5, 26), 2, "One exception is granted, for South Asia.", "Hire there.", ""),
    (date(2020, 6, 18), 1, "Three regions of four will have a liaison. The fourth is carried over.", "", ""),
)
LEARNING: tuple[Said, ...] = (
    (date(2019, 9, 20), 7, "Communities choose what they would like to try.", "A guide for pilots.", ""),
    (date(2019, 11, 19), 7, "The first three pilots handed over their data.", "Four more in winter.", ""),
    (date(2020, 1, 17), 7, "Nine pilots, eight communities.", "Look at the data together.", ""),
    (date(2020, 3, 26), 8, "Thirteen communities. What they have in common surprised us: short lessons, long talks.", "Draft the design.", ""),
    (date(2020, 4, 9), 8, "Two more pilots begin this month.", "Draft the design.", ""),
    (date(2020, 5, 14), 8, "The draft stands on the data of fifteen communities.", "Feedback by those who ran the pilots.", ""),
    (date(2020, 6, 25), 9, "The design is finished.", "Build it, next year.", ""),
)
GREENHOUSE: tuple[Said, ...] = (
    (date(2019, 9, 16), 7, "Thirty-one participants answered the first questionnaire.", "First unit.", ""),
    (date(2019, 11, 14), 7, "The first unit is over; some have left.", "Second unit.", ""),
    (date(2020, 1, 20), 7, "The participants asked for a higher target, and got it.", "Third unit.", ""),
    (date(2020, 3, 12), 6, "Projects in schools had to stop; the course goes on.", "Projects that work from home.", ""),
    (date(2020, 4, 10), 6, "Twenty-five are still with us.", "Second questionnaire from 18 May.", ""),
    (date(2020, 5, 22), 7, "The first nine have answered again: too few to say anything.", "The others in June.", ""),
    (date(2020, 6, 18), 9, "All who finished have answered.", "Publish the questionnaire itself.", ""),
)
FRAMEWORK: tuple[Said, ...] = (
    (date(2019, 9, 19), 6, "Two rounds of testing. The words “hard skills” are gone.", "Rounds in four languages.", ""),
    (date(2019, 11, 21), 6, "Thirty-seven people so far; the second edition is out.", "A round of feedback.", ""),
    (date(2020, 1, 22), 6, "The round in the highlands was our largest.", "Two rounds in February.", ""),
    (date(2020, 2, 26), 6, "The third edition answers every comment of the second.", "Meet in person in March.", ""),
    (date(2020, 3, 24), 5, "Meetings in person are off; the last two rounds were held online.", "Learn to do it online.", ""),
    (date(2020, 4, 8), 8, "The last session was entered late. Online rounds reach people who could never travel.", "The June cohort is registered: 40 people.", ""),
    (date(2020, 5, 20), 8, "Two rounds in May, both full.", "Three more.", ""),
    (date(2020, 6, 22), 10, "We are past 150.", "Thank everybody by name, in private.", ""),
)
PARTNERSHIP: tuple[Said, ...] = (
    (date(2019, 9, 12), 7, "Five streams are agreed in outline.", "First findings.", ""),
    (date(2019, 11, 22), 8, "Both sides have written what they want.", "More findings.", ""),
    (date(2020, 1, 17), 8, "ثلاثة مسارات من خمسة لها نتيجة مكتوبة.", "مسودة الاتفاق.", ""),
    (date(2020, 3, 30), 8, "The draft is on the table; four streams have a finding.", "The fifth stream.", ""),
    (date(2020, 5, 21), 9, "All five streams have a finding.", "Finish the text.", ""),
    (date(2020, 6, 19), 10, "The text is ready to be signed.", "", ""),
)
CAMPAIGNS: tuple[Said, ...] = (
    (date(2019, 9, 26), 6, "Eleven groups offered to try something.", "Choose four.", ""),
    (date(2019, 11, 12), 7, "The first experiment failed well: the kit was too long.", "A shorter one.", ""),
    (date(2020, 1, 28), 7, "Radio works where the net does not.", "Outline the curriculum.", ""),
    (date(2020, 3, 23), 7, "Three experiments are finished.", "The last one in May.", ""),
    (date(2020, 4, 9), 7, "The last experiment moves to letters instead of visits.", "Run it.", ""),
    (date(2020, 5, 29), 8, "Four experiments; the strategy is designed.", "Finish the curriculum.", ""),
    (date(2020, 6, 24), 10, "The curriculum is designed.", "", ""),
)
HERITAGE: tuple[Said, ...] = (
    (date(2019, 10, 22), 6, "A first partner, in Latin America.", "A list of others.", ""),
    (date(2019, 12, 9), 6, "The list has sixty names in seven regions.", "Meet them.", ""),
    (date(2020, 2, 3), 6, "Two partners in one week.", "A third region.", "Introductions in South Asia or the Pacific."),
    (date(2020, 6, 12), 2, "Museums are closed; nobody answers letters. The plan is drafted with the partners of two regions.", "", ""),
)
CONDUCT: tuple[Said, ...] = (
    (date(2019, 9, 10), 6, "A group of readers and writers has met.", "A first draft.", ""),
    (date(2019, 11, 5), 6, "The draft has its third version.", "Publish it.", ""),
    (date(2019, 12, 19), 7, "The draft is public.", "Consult in nineteen languages.", ""),
    (date(2020, 2, 20), 6, "Much comment, most of it useful.", "Close the consultation.", ""),
    (date(2020, 4, 2), 3, "The consultation is reported on time. The Board’s calendar is full until September.", "Ask for a date.", "A date with the Board."),
    (date(2020, 5, 28), 2, "The revision takes longer: two chapters are written anew.", "Finish it.", ""),
    (date(2020, 6, 16), 1, "The revised draft is public. The Board meets on it in autumn.", "Carry it over.", ""),
)
RISK: tuple[Said, ...] = (
    (date(2019, 8, 29), 8, "The first two events passed through the protocol.", "Tell every grants officer.", ""),
    (date(2019, 10, 24), 8, "Nobody was left out this autumn.", "", ""),
    (date(2019, 12, 17), 8, "Three events that must stay unnamed went through as well.", "", ""),
    (date(2020, 2, 24), 8, "All who had to be asked were asked.", "", ""),
    (date(2020, 4, 14), 6, "Three colleagues have not been reached about one gathering: everyone is moving events online at once.", "Reach them.", ""),
    (date(2020, 5, 18), 7, "All three have been reached, a month late.", "", ""),
    (date(2020, 6, 22), 4, "Two are open, for a gathering in July.", "Reach them.", ""),
)
CRISIS: tuple[Said, ...] = (
    (date(2019, 9, 3), 6, "We collect what was done, and not done, in earlier years.", "Write the protocol.", ""),
    (date(2019, 10, 30), 7, "The protocol is written.", "Fill every role, twice.", ""),
    (date(2019, 12, 13), 7, "Every role has a name, and a second one.", "A drill.", ""),
    (date(2020, 2, 3), 7, "The drill took four hours too long. We know why.", "Mend it.", ""),
    (date(2020, 3, 2), 8, "The protocol is in operation.", "", ""),
    (date(2020, 4, 13), 8, "Nothing has qualified since. We practiced once more.", "", ""),
    (date(2020, 5, 12), 8, "One event, answered on the same day.", "Review it.", ""),
    (date(2020, 6, 8), 9, "A second event, answered within a day.", "Review it.", ""),
)
SAID = {
    "youth-advisory-council": YOUTH,
    "affiliates-capacity": AFFILIATES,
    "gender-manager-and-regional-liaisons": LIAISONS,
    "online-learning-experience": LEARNING,
    "education-greenhouse": GREENHOUSE,
    "leadership-development-framework": FRAMEWORK,
    "research-partnership": PARTNERSHIP,
    "campaign-in-a-box": CAMPAIGNS,
    "heritage-digitization-needs": HERITAGE,
    "code-of-conduct": CONDUCT,
    "risk-protocol": RISK,
    "crisis-response": CRISIS,
}


def deeds() -> tuple[CheckedIn, ...]:
    return tuple(
        CheckedIn(on, key_result, confidence, changed, following, wanted)
        for key_result, said in SAID.items()
        for on, confidence, changed, following, wanted in said
    )
