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


REGIONAL = {
    "lakeside": Group("Kikundi cha Maarifa cha Ziwani", AFRICA, "sw"),
    "riverbank": Group("নদীর পাড় জ্ঞানচক্র", SOUTH, "bn"),
    "oasis": Group("حلقة الواحة للمعرفة", MIDDLE, "ar"),
    "highland": Group("Círculo de Saberes del Altiplano Sur", LATIN, "qu"),
    "archipelago": Group("Lingkar Pengetahuan Seribu Teluk", EAST, "id"),
    "steppe": Group("Коло знань «Ковила»", CENTRAL, "uk"),
    "estuary": Group("Cercle des savoirs de l’Estuaire", AFRICA, "wo"),
    "valley": Group("घाटी ज्ञान मंडली", SOUTH, "hi"),
    "seaside": Group("海辺の知識の輪", EAST, "ja"),
    "mountain": Group("მთის ცოდნის წრე", CENTRAL, "ka"),
    "rainforest": Group("Roda de Saberes da Várzea", LATIN, "pt"),
    "desert": Group("حلقهٔ دانش کویر", MIDDLE, "fa"),
    "dawn": Group("விடியல் அறிவு வட்டம்", SOUTH, "ta"),
    "plateau": Group("የአምባ የእውቀት ክበብ", AFRICA, "am"),
}

THEMATIC = {
    "oral-history": Group("Listeners to Oral History", AFRICA, "en"),
    "medicine": Group("Medicine in Plain Words", SOUTH, "en"),
    "night-sky": Group("Night Sky Editors", LATIN, "es"),
    "field-botany": Group("Field Botany Photographers", CENTRAL, "en"),
    "women-in-science": Group("Table of Women in Science Writers", MIDDLE, "fr"),
    "maps-and-places": Group("Open Maps and Places", EAST, "en"),
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
