"""Invented communities, affiliates and partners, by key. Their members' languages name them."""

from __future__ import annotations

from dataclasses import dataclass

CENTRAL = "central-and-eastern-europe-and-central-asia"
EAST = "east-southeast-asia-and-pacific"
LATIN = "latin-america-and-caribbean"
MIDDLE = "middle-east-and-north-africa"
WESTERN = "northern-and-western-europe"
SOUTH = "south-asia"
AFRICA = "sub-saharan-africa"
NORTH = "north-america"


@dataclass(frozen=True)
class Group:
    name: str
    region: str
    language: str
    country: str = ""  # most of its people's
    zone: str = "UTC"
    town: str = ""  # where it meets in person


REGIONAL = {
    "lakeside": Group("Kikundi cha Maarifa cha Ziwani", AFRICA, "sw", "TZ", "Africa/Dar_es_Salaam", "Mwanza"),
    "riverbank": Group("নদীর পাড় জ্ঞানচক্র", SOUTH, "bn", "BD", "Asia/Dhaka", "Rajshahi"),
    "oasis": Group("حلقة الواحة للمعرفة", MIDDLE, "ar", "EG", "Africa/Cairo", "Aswan"),
    "highland": Group("Círculo de Saberes del Altiplano Sur", LATIN, "qu", "PE", "America/Lima", "Puno"),
    "archipelago": Group("Lingkar Pengetahuan Seribu Teluk", EAST, "id", "ID", "Asia/Jakarta", "Bogor"),
    "steppe": Group("Коло знань «Ковила»", CENTRAL, "uk", "UA", "Europe/Kyiv", "Poltava"),
    "estuary": Group("Cercle des savoirs de l’Estuaire", AFRICA, "wo", "SN", "Africa/Dakar", "Kaolack"),
    "valley": Group("घाटी ज्ञान मंडली", SOUTH, "hi", "IN", "Asia/Kolkata", "Varanasi"),
    "seaside": Group("海辺の知識の輪", EAST, "ja", "JP", "Asia/Tokyo", "Matsue"),
    "mountain": Group("მთის ცოდნის წრე", CENTRAL, "ka", "GE", "Asia/Tbilisi", "Telavi"),
    "rainforest": Group("Roda de Saberes da Várzea", LATIN, "pt", "BR", "America/Manaus", "Manaus"),
    "desert": Group("حلقهٔ دانش کویر", MIDDLE, "fa", "IR", "Asia/Tehran", "Yazd"),
    "dawn": Group("விடியல் அறிவு வட்டம்", SOUTH, "ta", "LK", "Asia/Colombo", "Jaffna"),
    "plateau": Group("የአምባ የእውቀት ክበብ", AFRICA, "am", "ET", "Africa/Addis_Ababa", "Adama"),
}

THEMATIC = {
    "oral-history": Group("Listeners to Oral History", AFRICA, "en", "GH", "Africa/Accra"),
    "medicine": Group("Medicine in Plain Words", SOUTH, "en", "IN", "Asia/Kolkata"),
    "night-sky": Group("Night Sky Editors", LATIN, "es", "AR", "America/Argentina/Cordoba"),
    "field-botany": Group("Field Botany Photographers", CENTRAL, "en", "PL", "Europe/Warsaw"),
    "women-in-science": Group("Table of Women in Science Writers", MIDDLE, "fr", "TN", "Africa/Tunis"),
    "maps-and-places": Group("Open Maps and Places", EAST, "en", "PH", "Asia/Manila"),
}

COMMUNITIES = REGIONAL | THEMATIC

AFFILIATES = {
    "altiplano-students": Group("Kusi Simi Wiki Ayllu", LATIN, "qu"),
    "savanna-students": Group("Ƙungiyar Ilimi ta Savanna", AFRICA, "ha"),
    "delta-students": Group("ডেল্টা উইকি পাঠশালা", SOUTH, "sat"),
    "island-students": Group("Komunidade Koñesimentu Illa", EAST, "tet"),
    "capital-students": Group("Wiki-Werkstatt Hafenstadt", WESTERN, "de"),
    "atlas-students": Group("ⵜⴰⵎⵓⵙⵏⵉ ⵏ ⵡⴰⴷⵔⴰⵔ", MIDDLE, "zgh"),
}

PARTNERS = {
    "valley-archive": Group("Archivo Comunitario del Valle Hondo", LATIN, "es"),
    "northern-library": Group("Biblioteket ved Nordelva", WESTERN, "no"),
    "river-museum": Group("Musée du Grand Fleuve", AFRICA, "fr"),
    "coast-collection": Group("Maktaba ya Pwani Kongwe", AFRICA, "sw"),
}
