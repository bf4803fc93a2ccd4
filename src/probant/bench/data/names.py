"""Names that look like those of the trade, recognisably invented."""

import random

FORMS = (
    "Association", "Coopérative", "Atelier", "Collectif", "Ressourcerie", "Maison", "Amicale",
    "Épicerie solidaire", "Café associatif", "Régie", "Compagnie", "Fédération", "Mutuelle",
    "Jardins", "Fabrique", "Chantier", "Radio", "Crèche parentale", "Tiers-lieu", "Cuisine",
)  # fmt: skip
WHAT = (
    "du Moulin Bleu", "des Trois Ponts", "de la Mosaïque", "du Grand Tilleul", "des Quatre Vents",
    "de l’Étoile", "du Hérisson", "des Passerelles", "de la Lanterne", "du Savoir-faire",
    "des Glycines", "de l’Entraide", "du Panier", "des Semeurs", "de la Boussole", "du Levain",
    "des Colombes", "de l’Échoppe", "du Relais", "des Rémouleurs", "de la Clé", "du Fil rouge",
    "des Deux Rives", "de l’Alambic", "du Verger", "des Ormes", "de la Source", "du Cerf-volant",
    "des Bâtisseurs", "de l’Oiseau-lyre", "du Pré vert", "des Mains d’or", "de la Péniche",
    "du Réverbère", "des Cigales", "de l’Arc-en-ciel", "du Hameau", "des Tisserands",
    "de la Canopée", "du Phare",
)  # fmt: skip
GIVEN = (
    "Aïcha", "Baptiste", "Chloé", "Driss", "Élise", "Fatou", "Gaël", "Hélène", "Inès", "Jules",
    "Karim", "Léa", "Mathis", "Noémie", "Oscar", "Paul", "Quentin", "Rose", "Samir", "Théo",
    "Ulysse", "Violette", "Yasmine", "Zoé",
)  # fmt: skip
FAMILY = (
    "Fictif", "Dupré-Essai", "Martin-Banc", "Moreau-Test", "Petit-Modèle", "Roux-Exemple",
    "Faure-Essai", "Girard-Banc", "Lambert-Test", "Mercier-Modèle", "Blanc-Exemple",
    "Garnier-Essai", "Chevalier-Banc", "Lefèvre-Test", "Marchand-Modèle", "Noël-Exemple",
)  # fmt: skip


def organisation_name(dice: random.Random, number: int) -> str:
    """A structure's name; the number makes it different from all others."""
    return f"{dice.choice(FORMS)} {dice.choice(WHAT)} {number:06d}"


def person_name(dice: random.Random) -> tuple[str, str]:
    """Given and family name."""
    return dice.choice(GIVEN), dice.choice(FAMILY)
