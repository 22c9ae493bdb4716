"""Invented names, places and sentences."""

FIRST_NAMES = (
    "Anna Lukas Mara Jonas Clara Felix Nora Paul Ida Emil Lea Theo Greta Anton Mila "
    "Oskar Ella Moritz Lina Jakob Frieda Henrik Juna Karl Marta Leonie Simon Petra "
    "Uwe Ingrid Rolf Beate Urs Reto Sandrine Luca Chiara Matteo Aurélie Benoît "
    "Søren Åsa Zoë Agnieszka Jiří Özlem Ngọc Aisha Dmitri Inés"
).split()
LAST_NAMES = (
    "Albers Brandt Carstens Dietz Ebeling Falk Gerlach Hansen Imhof Jessen Kessler "
    "Lorenz Mertens Nolte Ohm Petersen Quandt Rademacher Sauer Thiele Ullrich Vogt "
    "Wegner Zeller Bachmann Gübeli Hürlimann Künzli Rüegg Schär Zbinden Moretti "
    "Ferrari Lefèvre Dubois Novák Kowalska Yılmaz Nguyễn Öztürk Sørensen Lindqvist "
    "Almeida García Steiner Brunner Hofer Auer Winkler Pichler"
).split()
FIRM_HEADS = (
    "Alster Birken Dünen Elb Fjord Garten Hafen Insel Jura Küsten Linden Mühlen "
    "Nebel Ostwind Perlen Quell Rhein Sonnen Turm Ufer Wald Ziegel Alpen Berg "
    "Gletscher Kristall Limmat Aare Tobel Föhn"
).split()
FIRM_TAILS = (
    "bau technik werk logistik gastro möbel druck garten floristik optik medien "
    "haustechnik elektro textil bäckerei apotheke hotel metall werkstatt studio"
).split()
FIRM_FORMS = {
    "DE": ("GmbH", "KG", "OHG", "e.K."),
    "CH": ("AG", "GmbH"),
    "AT": ("GmbH",),
}
PLACES = {
    "DE": (
        ("10115", "Berlin"),
        ("20095", "Hamburg"),
        ("80331", "München"),
        ("50667", "Köln"),
        ("04109", "Leipzig"),
        ("24103", "Kiel"),
        ("28195", "Bremen"),
        ("70173", "Stuttgart"),
        ("18055", "Rostock"),
    ),
    "CH": (
        ("8001", "Zürich"),
        ("3011", "Bern"),
        ("4051", "Basel"),
        ("9000", "St. Gallen"),
        ("6003", "Luzern"),
        ("8400", "Winterthur"),
    ),
    "AT": (("1010", "Wien"), ("5020", "Salzburg"), ("6020", "Innsbruck")),
}
DIAL = {"DE": "+49", "CH": "+41", "AT": "+43"}
STREETS = (
    "Hauptstraße Bahnhofstraße Lindenweg Marktplatz Gartenstraße Hafenkai Mühlgasse "
    "Bergstraße Kirchweg Ringstraße Seestraße Feldweg Schulgasse Am_Anger"
).split()
FUNCTIONS = (
    "Purchasing",
    "Managing director",
    "Accounting",
    "Operations",
    "Site manager",
    "Assistant",
    "Technical manager",
    "",
)

# Own texts; {0} stays unused on purpose, sentences are complete.
TEXTS = {
    "out": (
        ("Your enquiry", "Thank you for calling. I have put the figures together."),
        ("New price list", "Here are the prices we spoke about, valid until autumn."),
        ("Delivery date", "The pallets leave our warehouse on Thursday morning."),
        ("How did it go?", "Did the samples suit your shop? I would like to know."),
        ("Your question", "Yes, the larger size is in stock again from next week."),
        ("Appointment", "Tuesday at ten suits me well, I will bring the catalogue."),
        ("Short update", "The order is packed; you will get the papers separately."),
        ("Reorder", "Last year you ordered in May; shall I reserve the same again?"),
        ("Change of address", "We have noted the new delivery address, thank you."),
        ("Offer", "With two pallets instead of one the freight is on us."),
    ),
    "in": (
        ("Re: your offer", "That sounds fine, please go ahead with the larger size."),
        ("Question", "Could you deliver to our second branch as well?"),
        ("Order", "Please send us the same as last month, thank you."),
        ("Re: delivery date", "Thursday is too late for us, is Wednesday possible?"),
        ("Invoice address", "From now on please bill our head office."),
        ("Samples", "The samples arrived, our people like the green ones."),
        ("Call back", "Please call me tomorrow before noon."),
        ("Thanks", "All well, thank you for the quick help."),
    ),
    "note": (
        ("", "Called twice, nobody answered; try again on Monday."),
        ("", "Prefers deliveries before nine; ask about the new branch."),
        ("", "Margin is thin here, do not go below the list price."),
    ),
    "invoice": (("Your invoice", "Please find the invoice attached."),),
    "robot": (
        ("Order confirmation", "We have received your order and will process it."),
        ("Payment reminder", "This is an automatic reminder of an open item."),
    ),
    "mass": (
        ("Spring news", "Ten new things for your shelves this spring."),
        ("Autumn sale", "Everything for the garden at a lower price this week."),
    ),
    "sms": (
        ("", "Your delivery is on its way and arrives between 10 and 12."),
        ("", "Your goods are ready for collection at our counter."),
    ),
    "answer": (
        ("Re: your complaint", "We are sorry; a replacement leaves us today."),
        ("Re: your complaint", "Could you send us a photo of the damaged parts?"),
        ("Re: your complaint", "The carrier has confirmed the loss, we credit it."),
        ("Re: your complaint", "The missing box is found and on its way to you."),
    ),
    "reply": (
        ("Re: complaint", "The photo is attached, two of the lids are cracked."),
        ("Re: complaint", "The replacement has not arrived yet."),
        ("Re: complaint", "Now everything is complete, thank you."),
    ),
    "chatin": (
        ("", "Hello, is the large planter in stock?"),
        ("", "Can I still change yesterday's order?"),
        ("", "Where do I find the assembly instructions?"),
    ),
    "chatout": (
        ("", "Good day, let me have a look."),
        ("", "Yes, it is on its way to you."),
        ("", "I have just sent you the link."),
    ),
    "meeting": (
        ("Yearly review", "What went well, what comes next year."),
        ("Shop visit", "Look at the shelves together."),
        ("Presentation of samples", "The new range."),
    ),
}
COMPLAINTS = (
    "Goods arrived damaged",
    "Wrong size delivered",
    "Invoice does not match the order",
    "Delivery two weeks late",
    "Parts missing in the box",
    "Lid does not close",
    "Colour differs from the sample",
    "Nobody calls back",
    "Charged twice",
    "Label came off after a week",
)
ASSEMBLY_COMPLAINTS = (
    "Shelf hangs crooked",
    "Fitters did not come",
    "Greenhouse door jams",
    "Screws missing after assembly",
)
LEAD_NAMES = (
    "Outfit for a new shop",
    "Yearly contract",
    "Garden season",
    "Hotel renovation",
    "Trial order",
    "Second branch",
    "Gift sets for staff",
    "Canteen equipment",
)
SOURCES = ("Website", "Trade fair", "Newsletter", "Search engine", "Referral", "Phone")
PRODUCTS = (
    ("Storage box oak", 24.9),
    ("Storage box steel", 31.5),
    ("Planter small", 12.4),
    ("Planter large", 48.0),
    ("Garden bench", 189.0),
    ("Lantern brass", 36.9),
    ("Work gloves", 7.9),
    ("Tool roll", 42.0),
    ("Shelf module", 119.0),
    ("Shelf bracket", 6.5),
    ("Paper bags 500", 58.0),
    ("Gift wrap roll", 9.8),
    ("Counter display", 240.0),
    ("Picnic blanket", 29.0),
    ("Enamel mug", 8.4),
    ("Tea towel linen", 11.2),
    ("Wall hook set", 15.6),
    ("Door mat coir", 22.0),
    ("Fire basket", 139.0),
    ("Wood stove tools", 79.0),
    ("Rain barrel", 99.0),
    ("Seed set herbs", 5.9),
    ("Watering can", 27.5),
    ("Bird house", 33.0),
    ("Table linen", 65.0),
    ("Bar stool", 155.0),
    ("Conference table", 890.0),
    ("Greenhouse kit", 1450.0),
    ("Assembly on site", 75.0),
    ("Express freight", 45.0),
)
SERVICES = ("Assembly on site", "Express freight")
