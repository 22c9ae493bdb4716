"""Mail providers open to everybody: two addresses there have nothing in common."""

PUBLIC_DOMAINS = frozenset(
    """
    aol.com arcor.de att.net bellsouth.net bluewin.ch btinternet.com
    charter.net chello.nl comcast.net cox.net duck.com earthlink.net
    example.com example.net example.org
    fastmail.com free.fr freemail.hu freenet.de gmail.com gmx.at gmx.ch
    gmx.com gmx.de gmx.net googlemail.com hey.com hotmail.co.uk
    hotmail.com hotmail.de hotmail.es hotmail.fr hotmail.it hushmail.com
    icloud.com inbox.com inbox.ru laposte.net libero.it list.ru live.co.uk
    live.com live.de live.fr live.nl mac.com mail.com mail.ru mailbox.org
    me.com msn.com naver.com ntlworld.com online.de onet.pl orange.fr
    outlook.com outlook.de outlook.es outlook.fr pm.me posteo.de proton.me
    protonmail.com qq.com rambler.ru rediffmail.com rocketmail.com
    sbcglobal.net seznam.cz sfr.fr skynet.be sky.com t-online.de telenet.be
    terra.com.br tutanota.com ukr.net uol.com.br verizon.net virgilio.it
    virginmedia.com wanadoo.fr web.de wp.pl yahoo.ca yahoo.co.in
    yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.br yahoo.de yahoo.es
    yahoo.fr yahoo.it yandex.com yandex.ru ymail.com zoho.com 126.com
    163.com chello.at hanmail.net ziggo.nl mynet.com windowslive.com
    """.split()
)
