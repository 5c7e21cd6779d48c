-- The two demo shops: Ìtànná, skincare in Lagos, and Rumah Canting, batik in Kuala Lumpur.
-- Their pictures are drawn by `npm run artwork`. Run this file once, on a fresh database, after all migrations.
-- Prices are in minor units (kobo, sen) and are what the shopper pays.

-- Ids are readable: 17a44a00 is Ìtànná and ca471460 Rumah Canting; 0001 a shop, 0002 a category, 0003 a product, 0004 a variant,
-- 0005 a product's picture, 0006 a shipping rate, 0007 a picture of the media library; then the number. Ìtànná's product 6, variant 2 is
-- 17a44a00-0004-4000-8000-000000000602.
create function pg_temp.seed_id(shop text, kind text, number bigint)
returns uuid
language sql immutable
as $$
  select format('%s-%s-4000-8000-%s',
    case shop when 'itanna' then '17a44a00' when 'canting' then 'ca471460' end, kind, lpad(number::text, 12, '0'))::uuid
$$;

-- Shops

insert into public.shops
  (id, slug, name, tagline, description, announcement, currency, country, locale, time_zone, contact_email, contact_phone, theme, published_at)
values
  (pg_temp.seed_id('itanna', '0001', 1), 'itanna', 'Ìtànná', 'Skincare from Lagos, made in small batches',
'Ìtànná is Yoruba for blossom. We make skincare in Yaba, Lagos, from plants our grandmothers knew by name: shea, zobo, moringa, baobab and black soap, with a few modern actives where they earn their place.

Every batch is poured by hand, dated on the lid and sent out the same week.',
   'Free delivery in Lagos from ₦40,000 · Ẹ káàbọ̀, welcome', 'NGN', 'NG', 'en-NG', 'Africa/Lagos', 'hello@itanna.example', '+234 700 482 6620',
   '{
      "accent": "#a5432a", "accent_ink": "#ffffff", "logo_mark": "/demo/itanna/mark.svg",
      "hero_image": "/demo/itanna/hero.webp",
      "hero_image_alt": "Bottles, jars and a tube of Ìtànná before clay-coloured arches, among hibiscus flowers and leaf shade",
      "hero_title": "Soft skin, the slow way",
      "hero_text": "Small-batch skincare from Yaba, made with shea, zobo and moringa for skin that lives in the sun.",
      "story_image": "/demo/itanna/story.webp",
      "story_image_alt": "An open jar of whipped shea on linen, with shea nuts in a wooden bowl and a sprig of leaves",
      "story_title": "Ìtànná means blossom",
      "story_text": "It began in 2019 with one pot of shea on a kitchen stove in Surulere. Today eleven of us whip, press and pour in Yaba. We buy directly from two women’s cooperatives in Kwara and Niger State, pay before the harvest, and print the pouring date on every lid."
    }', '2026-01-05 08:00+01'),
  (pg_temp.seed_id('canting', '0001', 1), 'canting', 'Rumah Canting', 'Hand-drawn batik from Kuala Lumpur',
'Rumah Canting is a batik house in Kampung Baru, Kuala Lumpur. Nine makers draw, wax, dye and boil every piece here, with the canting, the small copper pen that gives the craft its line.

Indigo and soga brown are our colours. No two pieces are quite alike, and we like it that way.',
   'Free delivery in Peninsular Malaysia from RM250', 'MYR', 'MY', 'en-MY', 'Asia/Kuala_Lumpur', 'salam@rumahcanting.example', '+60 3-2722 0142',
   '{
      "accent": "#2c3e70", "accent_ink": "#ffffff", "logo_mark": "/demo/canting/mark.svg",
      "hero_image": "/demo/canting/hero.webp",
      "hero_image_alt": "Five lengths of batik hanging in soft folds from a cane rail, a folded pile in front",
      "hero_title": "One line of wax at a time",
      "hero_text": "Batik drawn, dyed and finished by hand in Kampung Baru, in indigo and soga brown.",
      "story_image": "/demo/canting/story.webp",
      "story_image_alt": "A copper canting resting on cotton half covered with a wax drawing, beside a small pot of wax",
      "story_title": "The pen that gave us our name",
      "story_text": "A canting holds a spoonful of hot wax and a steady breath. Puan Rohani has drawn with hers for thirty-one years and teaches every maker who joins the house. A sarong takes two people four days, from the first line of wax to the last rinse."
    }', '2026-01-12 08:00+08');

insert into public.shop_domains (host, shop_id, is_primary)
select host, pg_temp.seed_id(shop, '0001', 1), is_primary
from (values
  ('localhost', 'itanna', true),
  ('itanna.localhost', 'itanna', false),
  ('127.0.0.1', 'itanna', false),
  ('canting.localhost', 'canting', true)
) as list (host, shop, is_primary);

-- at Ìtànná, refunds above ₦20,000 need a second person's approval
update public.shop_settings set refund_approval_above_minor = 2000000 where shop_id = pg_temp.seed_id('itanna', '0001', 1);

-- Paystack serves NGN, not MYR: Rumah Canting is paid at the door or by transfer.
insert into public.payment_methods (shop_id, method, stock_policy, lock_for, label, description, position)
select pg_temp.seed_id(shop, '0001', 1), method::public.payment_method, stock_policy::public.stock_policy, lock_for::interval, label, description, position
from (values
  ('itanna', 'paystack', 'lock_then_deduct', '30 minutes', 'Card, bank or mobile money', 'You pay on Paystack’s secure page and come straight back here.', 1),
  ('itanna', 'bank_transfer', 'lock_until_verified', '2 hours', 'Bank transfer', 'You get our account number, send the money from your bank’s app and show us the receipt. We confirm your payment within a day.', 2),
  ('itanna', 'cod', 'deduct_now', null, 'Pay on delivery', 'Cash or transfer to the rider when your parcel arrives.', 3),
  ('canting', 'cod', 'deduct_now', null, 'Pay on delivery', 'Cash or DuitNow to the courier when your parcel arrives.', 1),
  ('canting', 'bank_transfer', 'lock_until_verified', '2 hours', 'Bank transfer or DuitNow QR', 'You send the money from your bank’s app or scan our code, and show us the receipt. We confirm your payment within a day.', 2)
) as list (shop, method, stock_policy, lock_for, label, description, position);

-- Ìtànná takes cash only in regions that its riders reach, up to an amount that they can carry, and from customers who accept their parcels
update public.payment_methods set
  max_total_minor = 15000000, regions = array['Lagos', 'FCT', 'Ogun', 'Oyo', 'Rivers'], max_open_orders = 3, max_refusals = 2
where shop_id = pg_temp.seed_id('itanna', '0001', 1) and method = 'cod';

-- invented, like the merchant of the QR code
insert into public.bank_accounts (shop_id, bank, account_name, account_number, instructions, qr_src, qr_label, position)
select pg_temp.seed_id(shop, '0001', 1), bank, account_name, account_number, instructions, qr_src, qr_label, position
from (values
  ('itanna', 'GTBank', 'Itanna Skincare Limited', '0123456789', null, null, null, 1),
  ('itanna', 'Moniepoint MFB', 'Itanna Skincare Limited', '5001234567', 'Fastest from Opay, PalmPay and other wallets.', null, null, 2),
  ('canting', 'Maybank', 'Rumah Canting Enterprise', '5140 1234 5678', null, '/demo/canting/duitnow-qr.png', 'DuitNow QR', 1)
) as list (shop, bank, account_name, account_number, instructions, qr_src, qr_label, position);

insert into public.shipping_rates
  (id, shop_id, name, description, price_minor, free_from_minor, country, regions, min_days, max_days, position)
select pg_temp.seed_id(shop, '0006', position), pg_temp.seed_id(shop, '0001', 1), name, description, price_minor, free_from_minor, country, regions, min_days, max_days, position
from (values
  ('itanna', 3, 'Nationwide courier', 'Tracked, to every state', 450000, null, 'NG', null, 2, 5),
  ('itanna', 2, 'Abuja courier', 'By air to the Federal Capital Territory', 400000, null, 'NG', array['FCT'], 1, 3),
  ('itanna', 1, 'Lagos rider', 'To your door in Lagos; order by noon and it often comes the same day', 250000, 4000000, 'NG', array['Lagos'], 0, 2),
  ('canting', 1, 'Peninsular Malaysia', 'Tracked courier', 900, 25000, 'MY', array['Johor', 'Kedah', 'Kelantan', 'Kuala Lumpur', 'Melaka', 'Negeri Sembilan', 'Pahang', 'Penang', 'Perak', 'Perlis', 'Putrajaya', 'Selangor', 'Terengganu'], 1, 3),
  ('canting', 2, 'Sabah, Sarawak & Labuan', 'Tracked air courier', 1600, null, 'MY', array['Sabah', 'Sarawak', 'Labuan'], 3, 6),
  ('canting', 3, 'Klang Valley rider', 'The same afternoon when you order before noon', 1800, null, 'MY', array['Kuala Lumpur', 'Selangor', 'Putrajaya'], 0, 1)
) as list (shop, position, name, description, price_minor, free_from_minor, country, regions, min_days, max_days);

insert into public.categories (id, shop_id, slug, name, description, image_src, image_alt, position)
select pg_temp.seed_id(shop, '0002', position), pg_temp.seed_id(shop, '0001', 1), slug, name, description, format('/demo/%s/category-%s.webp', shop, slug), image_alt, position
from (values
  ('itanna', 1, 'cleansers', 'Cleansers', 'Black soap, zobo and oil: ways to wash the day off and leave the softness on.', 'A bar of black soap and a clear pump bottle of hibiscus gel with water drops'),
  ('itanna', 2, 'serums-oils', 'Serums & oils', 'A few drops each. Light serums for the morning, pressed oils for the night.', 'Amber and rose dropper bottles in a row, casting long shadows'),
  ('itanna', 3, 'moisturisers', 'Moisturisers', 'Creams for humid mornings, balms for harmattan evenings.', 'An open jar of cream with a swirled top beside a small tin of balm'),
  ('itanna', 4, 'sun-care', 'Sun care', 'High protection that disappears on deep skin. No white cast, no perfume.', 'Three sunscreen tubes on sunlit steps'),
  ('itanna', 5, 'body-butters', 'Body & butters', 'Whipped shea, slow oils and a good scrub, from shoulder to heel.', 'A wide jar of whipped shea butter beside a tall bottle of body oil'),
  ('itanna', 6, 'sets-tools', 'Sets & tools', 'Gifts that come ready, and the simple tools we use ourselves.', 'A gift box with a ribbon, a red stone gua sha and a hanging net sponge'),
  ('canting', 1, 'sarongs-fabric', 'Sarongs & fabric', 'Full lengths of cotton, drawn and dyed by hand.', 'A pile of folded batik lengths in indigo, brown, teal and maroon'),
  ('canting', 2, 'scarves', 'Scarves', 'Silk and light cotton to wear at the neck, over the hair or round a wrist.', 'Two silk scarves lying side by side in soft waves, one indigo, one rose'),
  ('canting', 3, 'home', 'Home', 'Batik for the table, the sofa and the wall.', 'Batik cushions in indigo and brown on a bench'),
  ('canting', 4, 'small-goods', 'Small goods', 'Made from the ends of the bolt, so that nothing drawn is thrown away.', 'A batik tote, a cloth-bound journal and a folding fan')
) as list (shop, position, slug, name, description, image_alt);

-- Products
-- `usage` and `made_of` become collapsible sections of the product page.

create temp table seed_products (
  shop text, number int, category text, slug text, name text, option_name text, is_featured boolean,
  summary text, description text, usage text, made_of text
);

insert into seed_products values

('itanna', 1, 'cleansers', 'ose-dudu-bar', 'Ọṣẹ Dúdú Black Soap Bar', 'Pack', true,
'Cured six weeks, pressed by hand. Cleans well, rinses soft.',
'Real ọṣẹ dúdú from Òṣogbo: plantain skins and cocoa pods burned slowly to ash, cooked with palm kernel oil and shea, then cured on our shelves for six weeks. The long rest is what makes ours gentle.

It lathers small and creamy, not big and squeaky. Use it on face or body, and keep it dry between washes: a good bar lasts two months.

No two bars look alike. The flecks are ash, the colour is cocoa, the scent is smoke and a little honey.',
'Wet your hands, work up a lather there, then wash in slow circles and rinse. Once a day is enough for the face. Let the bar drain between washes.',
'Plantain skin ash, cocoa pod ash, palm kernel oil, unrefined shea butter, honey, water.'),

('itanna', 2, 'cleansers', 'zobo-gel-cleanser', 'Zobo Gel Cleanser', 'Size', false,
'A clear hibiscus gel for every morning.',
'We steep dried zobo calyces from Kano overnight, the way you would for a jug of the drink, and turn the deep red water into a light gel. It lifts sweat and sunscreen in one wash and never leaves that tight feeling.

A pump and a half is enough. It smells faintly of ginger and nothing else.',
'Massage one or two pumps over damp skin, morning and evening, and rinse with cool water.',
'Hibiscus sabdariffa water, coco-glucoside, glycerin, aloe leaf juice, ginger extract, xanthan gum, citric acid, sodium benzoate.'),

('itanna', 3, 'cleansers', 'moringa-cleansing-oil', 'Moringa Cleansing Oil', 'Size', false,
'Melts sunscreen and long-wear make-up, then rinses clean.',
'Cold-pressed moringa and sunflower oil with a plant emulsifier: oil on dry skin, milk under water, gone with the rinse. It takes a full face of owambe make-up off without rubbing.

Moringa oil keeps well in our heat and feels lighter than it looks. If you wear sunscreen every day, and we hope you do, begin your evening here.',
'Massage two pumps over a dry face for a minute. Add water until it turns milky, then rinse. Follow with a gel or soap if you like a second wash.',
'Sunflower seed oil, moringa seed oil, polyglyceryl-4 oleate, vitamin E, sweet orange peel oil.'),

('itanna', 4, 'cleansers', 'liquid-black-soap', 'Liquid Black Soap', 'Size', false,
'Our black soap, ready to pump, for shower and basin.',
'The same six-week soap as our bar, melted down with aloe and vegetable glycerin and strained four times. One bottle for face, body and hands, and kind enough for the whole house.

The 500 ml bottle is made for big families and small bathrooms. Rinse it out and bring it back to Yaba: we refill it for less.',
'One pump on a wet sponge for the body, half a pump in wet hands for the face. Shake it now and then: it settles.',
'Water, black soap (palm kernel oil, cocoa pod ash, plantain ash, shea butter), vegetable glycerin, aloe leaf juice, lemongrass oil.'),

('itanna', 5, 'cleansers', 'ofada-rice-polish', 'Ofada Rice Polish', null, false,
'A fine powder that turns to milk in your palm.',
'Brown Ofada rice from Ogun State, milled three times until it feels like talc, with kaolin clay and a spoon of oat. Add water and it becomes a soft milk that polishes without a scratch.

Because it is dry it needs no preservative, travels in hand luggage, and lasts. Two or three evenings a week are plenty.',
'Mix half a teaspoon with water in your palm, massage for thirty seconds, rinse. Keep the jar dry.',
'Ofada rice flour, kaolin, colloidal oatmeal, allantoin.'),

('itanna', 6, 'serums-oils', 'zobo-glow-serum', 'Zobo Glow Serum', 'Size', true,
'Hibiscus and vitamin C for an even, lit-from-within look.',
'The one that people come back for. We ferment zobo for nine days until its own fruit acids wake up, then blend it with a stable vitamin C and a light touch of hyaluronic acid. It goes on like water and dries to a glow, not a shine.

Made for deep skin, tested on all eleven of us first. The rose colour is the hibiscus itself; it does not stain.

Wear it under sunscreen in the morning. A 30 ml bottle lasts about seven weeks.',
'Three or four drops on clean, damp skin in the morning. Let it settle for a minute, then moisturise and finish with sunscreen.',
'Fermented hibiscus sabdariffa water, ascorbyl glucoside 8%, glycerin, sodium hyaluronate, panthenol, xanthan gum, phenoxyethanol.'),

('itanna', 7, 'serums-oils', 'niacinamide-even-serum', 'Even Tone Serum', 'Size', false,
'Niacinamide 8% with liquorice root. Quiet, steady, good.',
'A plain and patient serum. Niacinamide at eight per cent, enough to do its work and low enough to use twice a day, with liquorice root and zinc for skin that shines by noon.

No perfume, no colour, no sting. Give it eight weeks and a photograph at each end.',
'Half a dropper on clean skin, morning and evening, before cream. Begin every other day if your skin is new to niacinamide.',
'Water, niacinamide 8%, propanediol, liquorice root extract, zinc PCA 1%, sodium hyaluronate, phenoxyethanol.'),

('itanna', 8, 'serums-oils', 'baobab-night-oil', 'Baobab Night Oil', 'Size', true,
'Four drops before bed. Wake up soft.',
'Baobab oil is golden, slow and full of what dry skin likes. We press it in Jos from seed gathered around Bauchi, and blend it with rosehip and a little vitamin E. That is all: three things, one bottle.

It sinks in over ten minutes, so put it on, read a chapter, then sleep. In harmattan, mix two drops into your cream.

The amber glass keeps the light out. Keep it away from the window all the same.',
'Warm four drops between your palms and press them into face and neck as the last step of the evening.',
'Baobab seed oil, rosehip seed oil, vitamin E.'),

('itanna', 9, 'serums-oils', 'moringa-calm-serum', 'Moringa Calm Serum', null, false,
'For days when skin feels everything.',
'Moringa leaf, oat and panthenol in a cool, milky serum. It is the bottle we reach for after a long danfo ride, a new blade, or too much of everything else on the shelf.

It is unscented and pale green from the leaf alone.',
'Two pumps on clean skin, as often as you like. Keep it in the fridge in March: you will thank us.',
'Water, moringa leaf extract, colloidal oatmeal, panthenol, glycerin, squalane, phenoxyethanol.'),

('itanna', 10, 'serums-oils', 'aya-milk-essence', 'Aya Tiger Nut Essence', null, false,
'A milky first layer, light as kunu.',
'Tiger nuts, soaked and pressed as for kunu aya, give a milk rich in sugars that hold on to water. We clear it, add glycerin and rice water, and bottle it as an essence: the first soft layer after washing.

Pat it in with your hands. Cotton wool drinks half of it.',
'Pour a coin-sized pool into your palm and press it into clean skin. Follow with serum while still damp.',
'Tiger nut extract, rice water, glycerin, betaine, sodium hyaluronate, ethylhexylglycerin, phenoxyethanol.'),

('itanna', 11, 'moisturisers', 'shea-day-cream', 'Shea Day Cream', 'Size', true,
'Shea that behaves in humidity. Matte by nine.',
'Everybody’s mother has a tub of òrí. Most of us stopped wearing it by day, because it shines. So we took the part of shea that sinks in, whipped it with squalane and rice starch, and made a cream for Lagos mornings.

It goes on rich, turns to nothing in a minute and sits quietly under sunscreen and make-up.

The jar is glass and the lid is aluminium. Both come back to us if you bring them.',
'A fingertip’s worth over face and neck after serum, every morning.',
'Water, shea olein, squalane, glycerin, rice starch, cetearyl alcohol, oat kernel extract, vitamin E, phenoxyethanol.'),

('itanna', 12, 'moisturisers', 'harmattan-balm', 'Harmattan Balm', 'Size', false,
'One tin for lips, knuckles, elbows and cheeks.',
'When the dust comes down from the north, put this where it cracks first. Unrefined shea, beeswax from Benue and a thread of lemongrass, poured warm into a tin that fits a trouser pocket.

It is firm until your finger warms it. A little goes a very long way, and in January it goes everywhere.

The 60 g tin lives beside the bed, the 30 g one in the bag.',
'Warm a little between two fingers and press it on, wherever skin feels dry.',
'Unrefined shea butter, beeswax, coconut oil, lemongrass oil, vitamin E.'),

('itanna', 13, 'moisturisers', 'aloe-water-gel', 'Aloe Water Gel', 'Size', false,
'Barely there moisture for oily skin and hot rooms.',
'Aloe from our grower in Abeokuta, filleted by hand and set into a bouncy gel with cucumber water. It cools, disappears, and leaves oily skin content instead of thirsty.

Men keep stealing it from women’s shelves. We have stopped asking why.',
'Two fingertips’ worth on face and neck, morning or evening. Lovely straight from the fridge.',
'Aloe leaf juice, cucumber water, glycerin, sodium hyaluronate, carbomer, panthenol, sodium benzoate.'),

('itanna', 14, 'moisturisers', 'baobab-night-cream', 'Baobab Night Cream', null, false,
'A deep, quiet cream for the hours when nobody looks.',
'Thicker than our day cream, and in no hurry. Baobab oil and ceramides in a cushion of shea, for skin that comes home from air conditioning feeling like paper.

A pea is enough for the whole face. The scent is a breath of vanilla that is gone before you are asleep.',
'Press a pea-sized amount into face and neck at night, after serum or oil.',
'Water, baobab seed oil, shea butter, glycerin, cetearyl alcohol, ceramide NP, cholesterol, vanilla extract, phenoxyethanol.'),

('itanna', 15, 'moisturisers', 'obi-eye-cream', 'Obì Kola Eye Cream', null, false,
'Kola nut and peptides, for short nights.',
'Obì keeps a whole wedding awake. Its caffeine, with two small peptides and squalane, makes a light cream for the place where late nights show first.

The tube has a cool metal tip. Roll it along the bone, not the lid, and take your time: it is half the pleasure.',
'A grain of rice for both eyes, dabbed along the bone with your ring finger, morning and evening.',
'Water, kola nut extract, squalane, glycerin, palmitoyl tripeptide-1, palmitoyl tetrapeptide-7, vitamin E, phenoxyethanol.'),

('itanna', 16, 'sun-care', 'daily-veil-spf-50', 'Daily Veil SPF 50', 'Size', true,
'High protection that vanishes on deep skin.',
'We tried forty-one sunscreens on our own faces before making this one, and every one of them left us grey. Daily Veil is clear from the first second: modern filters in a light milk, broad spectrum, SPF 50.

It wears well under make-up, does not sting the eyes in traffic, and leaves a soft finish that is neither matte nor wet.

Two fingers’ length, every morning, also when it rains.',
'Two fingers’ length over face, neck and ears, fifteen minutes before you go out. Again every two hours outdoors, and after swimming.',
'Water, bis-ethylhexyloxyphenol methoxyphenyl triazine, diethylamino hydroxybenzoyl hexyl benzoate, ethylhexyl triazone, glycerin, silica, moringa seed oil, vitamin E.'),

('itanna', 17, 'sun-care', 'tinted-veil-spf-40', 'Tinted Veil SPF 40', 'Shade', true,
'Sunscreen and skin tint in one, in four honest shades.',
'Mineral sunscreen usually turns brown skin lilac. So we ground iron oxides into ours until it matched: four shades, from Sand to Ebony, each one mixed on a real face in daylight.

It evens without covering: freckles, marks and laughter stay yours. Wear it alone on a Saturday or under powder on a Monday.

Between two shades? Take the deeper one. It melts in.',
'Shake, then spread two fingers’ length with your hands, from the centre outwards. Again every two hours outdoors.',
'Water, zinc oxide 18%, squalane, glycerin, iron oxides, shea olein, silica, baobab seed oil, vitamin E.'),

('itanna', 18, 'sun-care', 'after-sun-mist', 'After-Sun Mist', null, false,
'Aloe, coconut water and shade in a bottle.',
'For the walk back from Tarkwa Bay. A fine, cool mist of aloe and coconut water with a little panthenol, to settle skin that has had its share of the day.

Sand does not mind it. Neither do children, who ask for it on the back of the neck.',
'Mist over face and body from an arm’s length, eyes closed. No need to rub.',
'Aloe leaf juice, coconut water, glycerin, panthenol, cucumber extract, sodium benzoate, citric acid.'),

('itanna', 19, 'sun-care', 'shea-lip-balm-spf-20', 'Shea Lip Balm SPF 20', 'Tint', false,
'Lips burn too. Clear, zobo or palm.',
'A proper shea balm with sun protection, in a twist-up tube that survives handbags. Clear is clear; Zobo gives a soft berry stain; Palm is a warm bronze that suits everyone we have met.

It is the size of a finger and the first thing we lend and never get back.',
'Swipe on before going out, and after eating, drinking or kissing.',
'Castor oil, shea butter, beeswax, zinc oxide, candelilla wax, hibiscus or red palm extract (tinted versions), vitamin E.'),

('itanna', 20, 'body-butters', 'whipped-shea-butter', 'Whipped Shea Butter', 'Size', true,
'Kwara shea, whipped for an hour. Melts on touch.',
'Raw shea from the Ojoje cooperative in Kwara, never bleached, never boiled. We whip it for an hour with baobab oil until it stands in peaks and weighs almost nothing.

Scoop it with a dry finger, watch it melt, and wear it after the shower, while your skin still holds some water.

It smells of nuts and smoke, the way shea should. In the hot months it may soften on the way to you: an hour in the fridge and it is itself again.',
'Warm a scoop between your hands and smooth it over damp skin. Good on hair ends, too.',
'Unrefined shea butter, baobab seed oil, arrowroot, vitamin E.'),

('itanna', 21, 'body-butters', 'calabar-body-oil', 'Calabar Body Oil', 'Size', false,
'Coconut, sesame and vanilla, with a slow golden sheen.',
'They say Calabar taught the rest of us how to be pampered. This is our thank-you: fractionated coconut and sesame oil with real vanilla and a whisper of mica, for shoulders that will be seen.

It dries down in five minutes and does not mark linen.',
'Smooth over damp skin after a shower, or over collarbones before a party.',
'Fractionated coconut oil, sesame seed oil, vanilla extract, mica, vitamin E.'),

('itanna', 22, 'body-butters', 'jos-coffee-scrub', 'Jos Coffee Scrub', null, false,
'Plateau coffee, brown sugar, and ten good minutes.',
'A café in Jos saves its grounds for us. We dry them, stir them into brown sugar, shea and coconut oil, and jar them within the week. It smells like a Saturday.

Expect to rinse the tub. Expect to run your hand along your own arm all day.',
'Massage over wet skin once or twice a week and rinse. The oils stay behind: pat dry, and skip the lotion.',
'Coffee grounds, brown sugar, coconut oil, shea butter, vitamin E.'),

('itanna', 23, 'body-butters', 'cocoa-body-lotion', 'Cocoa Body Lotion', 'Size', false,
'Ondo cocoa butter, light enough for noon.',
'Cocoa butter from Ondo in a lotion that pours. It takes a minute to put on and the whole day to wear off, and it leaves knees and elbows the colour they meant to be.

The scent is the inside of a cocoa pod: fruit first, chocolate later.',
'Two pumps per arm, three per leg, every day after bathing.',
'Water, cocoa seed butter, glycerin, sunflower seed oil, cetearyl alcohol, panthenol, cocoa extract, phenoxyethanol.'),

('itanna', 24, 'body-butters', 'lemongrass-hand-cream', 'Lemongrass Hand Cream', 'Size', false,
'Absorbs before the next message arrives.',
'For hands that wash a lot and type a lot. Shea and glycerin for softness, oat so that nothing sticks to the phone, lemongrass because it makes a Tuesday better.

The 50 ml tube is made for handbags, the 75 ml one for the sink.',
'A small bean on the backs of both hands, rubbed together, as often as you wash.',
'Water, shea butter, glycerin, oat kernel flour, cetearyl alcohol, lemongrass oil, vitamin E, phenoxyethanol.'),

('itanna', 25, 'body-butters', 'lagoon-bath-salt', 'Lagoon Bath Salt', null, false,
'Sea salt, hibiscus and dried petals, for tired feet.',
'Coarse sea salt with hibiscus petals and a few drops of orange. If you have a bath, take it to the bath. If, like most of us, you have a basin, give your feet the evening off.

One jar makes eight long sittings.',
'Stir three tablespoons into warm water and stay for fifteen minutes. Rinse, dry, butter.',
'Sea salt, hibiscus petals, coconut oil, sweet orange peel oil.'),

('itanna', 26, 'sets-tools', 'glow-ritual-set', 'The Glow Ritual', null, true,
'Cleanser, serum and cream in a gift box. Our best three.',
'If you try us once, try us like this: Zobo Gel Cleanser 150 ml, Zobo Glow Serum 30 ml and Shea Day Cream 50 g, in a terracotta box lined with tissue.

Together they cost less than apart, and they were made to be used in this order. A small card inside tells you how, in English and in Yorùbá.

We pack these by hand in lots of twenty. When they are gone, the next lot takes a week.',
'Morning: cleanse, three drops of serum, a fingertip of cream, then sunscreen. Evening: the same, without the sunscreen.',
'Zobo Gel Cleanser 150 ml, Zobo Glow Serum 30 ml, Shea Day Cream 50 g, a card in English and Yorùbá, and a box worth keeping.'),

('itanna', 27, 'sets-tools', 'weekender-set', 'The Weekender', null, false,
'Five small bottles in a cotton pouch, for hand luggage.',
'Two nights in Accra, a wedding in Ibadan, a mother-in-law anywhere. Cleanser, serum, cream, sunscreen and body oil in 30 ml bottles, in an àdìrẹ-blue cotton pouch that outlives them all.

Everything is under 100 ml, so the pouch walks through security by itself.',
'One bottle is about ten days. Refill them at our Yaba counter.',
'Zobo Gel Cleanser, Even Tone Serum, Aloe Water Gel, Daily Veil SPF 50 and Calabar Body Oil, 30 ml each.'),

('itanna', 28, 'sets-tools', 'sapo-net-sponge', 'Sapo Net Sponge', 'Colour', false,
'The net you grew up with, in colours you will keep.',
'Long, light and stretchy, it reaches the middle of your back and dries in an hour. Woven in Aba from strong nylon, so it lasts a year, not a month.

With black soap it makes more lather than you need.',
'Wet, add soap, pull it across your back with both hands. Rinse and hang to dry.',
'Nylon, 30 × 110 cm when stretched. Woven in Aba.'),

('itanna', 29, 'sets-tools', 'jasper-gua-sha', 'Red Jasper Gua Sha', null, false,
'A cool, smooth stone for slow mornings.',
'Cut and polished from one piece of red jasper, so the bands are yours alone. Two curves for the cheek and jaw, one notch for the brow.

Use it with a few drops of Baobab Night Oil and light pressure: five minutes, one song.',
'Over oiled skin, glide from the centre outwards, three times each place. Wash with soap and dry.',
'Natural red jasper, about 8 × 5 cm, in a cotton pouch.'),

('canting', 1, 'sarongs-fabric', 'kawung-sarong', 'Kawung Sarong', 'Colour', true,
'Four petals, again and again, drawn freehand on soft cotton.',
'Kawung is one of the oldest batik patterns we know: the cut fruit of the sugar palm, four seeds around a centre. Drawn freehand it is never quite even, and that is why it is so restful to look at.

Ours is waxed on both sides and dyed three times, so the cloth has no wrong side. Wear it at the waist, on a bed, or on a wall.',
'Cool wash by hand with a mild soap, apart from other clothes the first two times. Dry in the shade, iron warm on the reverse.',
'Prima cotton, 200 × 110 cm, hand-drawn (batik tulis), unstitched.'),

('canting', 2, 'sarongs-fabric', 'parang-sarong', 'Parang Sarong', 'Colour', true,
'Slanting waves that once only courts could wear.',
'Parang runs across the cloth on the diagonal, an unbroken line that stands for not giving up. Its rows are the hardest thing to draw evenly: Puan Rohani does every one herself.

The cotton is light enough for a Kuala Lumpur afternoon and closes without a pin.',
'Cool wash by hand with a mild soap, apart from other clothes the first two times. Dry in the shade, iron warm on the reverse.',
'Prima cotton, 200 × 110 cm, hand-drawn (batik tulis), unstitched.'),

('canting', 3, 'sarongs-fabric', 'pucuk-rebung-sarong', 'Pucuk Rebung Sarong', 'Colour', false,
'Bamboo shoots at the head of the cloth, stars below.',
'Rows of pucuk rebung, young bamboo shoots, point at each other across the kepala, the head panel. The body is scattered with small flowers, block-stamped in copper and finished by hand.

It is the sarong our grandmothers wore to weddings and our daughters wear to brunch.',
'Machine wash cool in a bag, dry in the shade, iron warm on the reverse.',
'Voile cotton, 200 × 115 cm, stamped and hand-finished (batik cap).'),

('canting', 4, 'sarongs-fabric', 'mega-mendung-cloth', 'Mega Mendung Cloth', 'Length', true,
'Rain clouds in seven steps of indigo, by the length.',
'Each cloud is built from seven bands of blue, dipped from pale to deep, waxing over the last shade before every dip. It takes eight days and most of our vat.

Two metres make a shirt or a long cushion, four a dress or a pair of curtains. We cut from one bolt, so the clouds carry on.',
'Cool wash by hand, apart, the first three times: indigo gives a little. Dry in the shade.',
'Cotton poplin, 115 cm wide, natural and synthetic indigo, hand-drawn.'),

('canting', 5, 'scarves', 'bunga-raya-silk-scarf', 'Bunga Raya Silk Scarf', 'Colour', true,
'Hibiscus drawn straight on to silk, no two alike.',
'Our national flower, drawn with the finest canting we own and painted wet so that the colour runs to the wax line and stops. Hold it to a window and you can see every stroke.

The edge is rolled and sewn by hand. It weighs as much as a letter.',
'Dry clean, or wash cool by hand with a drop of shampoo. Iron on silk while damp.',
'Silk habotai, 90 × 90 cm, hand-drawn and hand-painted, rolled edge.'),

('canting', 6, 'scarves', 'ceplok-shawl', 'Ceplok Shawl', 'Colour', false,
'Rosettes on airy cotton, wide enough for two.',
'Ceplok sets a rosette into every square, like a floor of old tiles. On loosely woven cotton it becomes a shawl for cold cinemas, night flights and early mosque.

The ends are left with a short fringe, twisted by hand.',
'Wash cool by hand, dry flat in the shade, shake out instead of ironing.',
'Cotton voile, 190 × 70 cm, stamped and hand-finished (batik cap).'),

('canting', 7, 'scarves', 'kawung-pocket-square', 'Kawung Pocket Square', null, false,
'A small square of kawung, for a jacket or a wrist.',
'Cut from the same cloth as our sarongs and rolled at the edge by hand. In a pocket it shows three petals and a secret.

It comes in a paper sleeve with the name of the maker who drew it.',
'Wash cool by hand, iron warm on the reverse.',
'Prima cotton, 33 × 33 cm, hand-drawn, rolled edge.'),

('canting', 8, 'home', 'parang-cushion-cover', 'Parang Cushion Cover', 'Colour', true,
'The strongest pattern in the house, on heavy cotton.',
'Parang on canvas-weight cotton, so that the diagonal stays straight when somebody leans on it. The back is plain, in the same dye, and closes with a hidden zip.

Two of one colour look calm. One of each looks like us.',
'Machine wash cool, inside out. Iron warm on the reverse.',
'Heavy cotton, 45 × 45 cm, stamped and hand-finished. Cover only.'),

('canting', 9, 'home', 'mega-mendung-runner', 'Mega Mendung Runner', 'Length', false,
'A line of rain clouds down the middle of the table.',
'The cloud border of our mega mendung, drawn along a linen runner, with the middle left bare for the food. Indigo forgives soy sauce better than you would think.

Hemmed with mitred corners, because somebody will look.',
'Wash warm, dry in the shade, iron damp.',
'Linen and cotton, 35 cm wide, hand-drawn.'),

('canting', 10, 'home', 'ceplok-napkins', 'Ceplok Napkins, Set of Four', null, false,
'Four napkins, four rosettes, two colours.',
'Two in indigo and two in soga, so the table is never quite matched. The cotton is washed twice before we cut it: it is soft from the first dinner.

They come tied with a ribbon from the edge of the bolt.',
'Machine wash warm with like colours. They get better.',
'Washed cotton, 42 × 42 cm each, stamped (batik cap).'),

('canting', 11, 'home', 'flora-wall-panel', 'Flora Wall Panel', null, true,
'One vine, drawn in a day, framed under no glass.',
'A single climbing plant with hibiscus, fern and one shy bird, drawn from bottom to top without lifting the design from paper. Each panel is signed by its maker on the lower edge.

Framed in nyatoh wood and hung without glass, so that the cloth can breathe.',
'Keep from direct sun. Dust with a soft brush.',
'Hand-drawn cotton on board, nyatoh frame, 50 × 70 cm.'),

('canting', 12, 'small-goods', 'batik-tote', 'Bazaar Tote', 'Colour', true,
'A proper shopping bag, with a pattern worth carrying.',
'Cut from sarong ends, lined with plain cotton, with handles long enough for a shoulder. There is one pocket inside for the keys, because there should be.

It carries a week of pasar and folds to the size of a book.',
'Machine wash cool, inside out. Dry in the shade.',
'Cotton, 40 × 42 cm, handles 62 cm, lined.'),

('canting', 13, 'small-goods', 'kipas-folding-fan', 'Kipas Folding Fan', null, true,
'Bamboo, batik, and a breeze.',
'Twenty-three ribs of split bamboo with a leaf of ceplok batik, folded by Encik Salleh, who has made fans since 1988. It opens with one flick, and the flick can be learned.

It comes in a sleeve cut from the same cloth.',
'Keep dry. Open gently the first few times.',
'Bamboo and cotton, 23 cm folded.'),

('canting', 14, 'small-goods', 'batik-journal', 'Batik Journal', 'Colour', false,
'A5, thread-sewn, bound in the ends of the bolt.',
'One hundred and sixty cream pages that take a fountain pen, sewn so that they lie flat, in boards wrapped in kawung cloth. A ribbon keeps your place.

Every cover is cut where the pattern fell, so yours is the only one.',
'Wipe the cover with a dry cloth.',
'Cotton over board, 160 pages of 100 g paper, 148 × 210 mm.'),

('canting', 15, 'small-goods', 'canting-starter-kit', 'Canting Starter Kit', null, false,
'Everything for your first line of wax.',
'Two copper cantings, fine and broad, a block of our wax, a brush, three dyes and two squares of cotton with a kawung pencilled on. The leaflet is written by Puan Rohani and is stricter than you expect.

Add a small pan and an afternoon. The first line will wobble. Keep it.',
'Melt the wax gently in a double pan and never leave it alone. For adults, or with one.',
'Copper and bamboo cantings, beeswax and paraffin, cotton, dye powders.');

insert into public.products
  (id, shop_id, category_id, slug, name, summary, description, details, is_featured, position, published_at, created_at)
select
  pg_temp.seed_id(list.shop, '0003', number), categories.shop_id, categories.id, list.slug, list.name, summary, list.description,
  jsonb_build_array(
    jsonb_build_object('title', case list.shop when 'itanna' then 'How to use' else 'Care' end, 'body', usage),
    jsonb_build_object('title', case when category = 'sets-tools' then 'What it is' when list.shop = 'itanna' then 'Ingredients' else 'Material & size' end, 'body', made_of),
    jsonb_build_object('title', 'Delivery & returns', 'body', case
      when list.shop = 'itanna' then 'Lagos in 0–2 days, every other state in 2–5. Unopened products come back within 14 days for a full refund. If something arrives broken or is not for you, write to us: we answer the same day.'
      else 'Peninsular Malaysia in 1–3 days, Sabah and Sarawak in 3–6. Unused pieces come back within 14 days for a full refund; small irregularities are the hand that drew it, not a fault.' end)
  ),
  is_featured, number, shops.published_at, shops.published_at
from seed_products as list
join public.shops on shops.slug = list.shop
join public.categories on categories.shop_id = shops.id and categories.slug = list.category;

-- Variants and their stock
-- `number` is the product's number × 100 + the variant's; `on_hand` null: the variant is untracked.

create temp table seed_variants (
  shop text, number int, sku text, option_value text, price_minor bigint, compare_at_minor bigint, on_hand int
);

insert into seed_variants values
  ('itanna', 101, 'ITN-OSE-1', 'One bar, 120 g', 450000, null, 86),
  ('itanna', 102, 'ITN-OSE-3', 'Three bars', 1200000, 1350000, 34),
  ('itanna', 201, 'ITN-ZGC-150', '150 ml', 780000, null, 52),
  ('itanna', 202, 'ITN-ZGC-250', '250 ml', 1150000, null, 27),
  ('itanna', 301, 'ITN-MCO-100', '100 ml', 950000, null, 41),
  ('itanna', 302, 'ITN-MCO-200', '200 ml', 1650000, 1800000, 18),
  ('itanna', 401, 'ITN-LBS-250', '250 ml', 680000, null, 63),
  ('itanna', 402, 'ITN-LBS-500', '500 ml', 1180000, null, 30),
  ('itanna', 501, 'ITN-ORP-60', null, 850000, null, 24),
  ('itanna', 601, 'ITN-ZGS-30', '30 ml', 1450000, null, 74),
  ('itanna', 602, 'ITN-ZGS-50', '50 ml', 2150000, null, 38),
  ('itanna', 701, 'ITN-ETS-30', '30 ml', 1280000, null, 47),
  ('itanna', 702, 'ITN-ETS-50', '50 ml', 1950000, null, 22),
  ('itanna', 801, 'ITN-BNO-30', '30 ml', 1650000, null, 29),
  ('itanna', 802, 'ITN-BNO-50', '50 ml', 2450000, null, 0),
  ('itanna', 901, 'ITN-MCS-30', null, 1380000, null, 33),
  ('itanna', 1001, 'ITN-AYA-120', null, 1120000, null, 4),
  ('itanna', 1101, 'ITN-SDC-50', '50 g', 1250000, null, 66),
  ('itanna', 1102, 'ITN-SDC-100', '100 g', 2100000, 2500000, 31),
  ('itanna', 1201, 'ITN-HBM-30', '30 g', 520000, null, 95),
  ('itanna', 1202, 'ITN-HBM-60', '60 g', 880000, null, 58),
  ('itanna', 1301, 'ITN-AWG-50', '50 ml', 820000, null, 44),
  ('itanna', 1302, 'ITN-AWG-100', '100 ml', 1380000, null, 3),
  ('itanna', 1401, 'ITN-BNC-50', null, 1850000, null, 26),
  ('itanna', 1501, 'ITN-OEC-15', null, 1480000, null, 19),
  ('itanna', 1601, 'ITN-DV50-50', '50 ml', 1350000, null, 88),
  ('itanna', 1602, 'ITN-DV50-100', '100 ml', 2280000, null, 42),
  ('itanna', 1701, 'ITN-TV40-SND', 'Sand', 1580000, null, 21),
  ('itanna', 1702, 'ITN-TV40-AMB', 'Amber', 1580000, null, 35),
  ('itanna', 1703, 'ITN-TV40-COC', 'Cocoa', 1580000, null, 40),
  ('itanna', 1704, 'ITN-TV40-EBN', 'Ebony', 1580000, null, 2),
  ('itanna', 1801, 'ITN-ASM-150', null, 890000, null, 37),
  ('itanna', 1901, 'ITN-LIP-CLR', 'Clear', 480000, null, 60),
  ('itanna', 1902, 'ITN-LIP-ZOB', 'Zobo', 480000, null, 48),
  ('itanna', 1903, 'ITN-LIP-PLM', 'Palm', 480000, null, 53),
  ('itanna', 2001, 'ITN-WSB-120', '120 g', 750000, null, 71),
  ('itanna', 2002, 'ITN-WSB-250', '250 g', 1350000, 1500000, 45),
  ('itanna', 2101, 'ITN-CBO-100', '100 ml', 1080000, null, 28),
  ('itanna', 2102, 'ITN-CBO-200', '200 ml', 1850000, null, 16),
  ('itanna', 2201, 'ITN-JCS-250', null, 920000, null, 23),
  ('itanna', 2301, 'ITN-CBL-250', '250 ml', 850000, null, 50),
  ('itanna', 2302, 'ITN-CBL-400', '400 ml', 1250000, null, 32),
  ('itanna', 2401, 'ITN-LHC-50', '50 ml', 580000, null, 64),
  ('itanna', 2402, 'ITN-LHC-75', '75 ml', 780000, null, 39),
  ('itanna', 2501, 'ITN-LBT-300', null, 880000, null, 1),
  ('itanna', 2601, 'ITN-SET-GLOW', null, 2980000, 3480000, 20),
  ('itanna', 2701, 'ITN-SET-WKND', null, 2350000, null, 14),
  ('itanna', 2801, 'ITN-SPO-TER', 'Terracotta', 450000, null, 57),
  ('itanna', 2802, 'ITN-SPO-IND', 'Indigo', 450000, null, 46),
  ('itanna', 2803, 'ITN-SPO-CRM', 'Cream', 450000, null, 51),
  ('itanna', 2901, 'ITN-GUA-JSP', null, 1680000, null, 12),
  ('canting', 101, 'RC-KWS-IND', 'Indigo', 38500, null, 9),
  ('canting', 102, 'RC-KWS-SOG', 'Soga', 38500, null, 7),
  ('canting', 201, 'RC-PRS-IND', 'Indigo', 42000, null, 6),
  ('canting', 202, 'RC-PRS-SOG', 'Soga', 42000, null, 2),
  ('canting', 301, 'RC-PRB-TEA', 'Teal', 16800, 19800, 22),
  ('canting', 302, 'RC-PRB-MRN', 'Maroon', 16800, 19800, 18),
  ('canting', 401, 'RC-MMC-2', '2 metres', 29000, null, 11),
  ('canting', 402, 'RC-MMC-4', '4 metres', 54000, null, 5),
  ('canting', 501, 'RC-BRS-IND', 'Indigo', 24500, null, 8),
  ('canting', 502, 'RC-BRS-ROS', 'Rose', 24500, null, 4),
  ('canting', 601, 'RC-CPS-IND', 'Indigo', 12900, null, 26),
  ('canting', 602, 'RC-CPS-SOG', 'Soga', 12900, null, 24),
  ('canting', 701, 'RC-KPS', null, 5900, null, 40),
  ('canting', 801, 'RC-PCC-IND', 'Indigo', 8900, null, 32),
  ('canting', 802, 'RC-PCC-SOG', 'Soga', 8900, null, 28),
  ('canting', 901, 'RC-MMR-140', '140 cm', 13800, null, 15),
  ('canting', 902, 'RC-MMR-200', '200 cm', 17800, null, 0),
  ('canting', 1001, 'RC-CPN-4', null, 9800, null, 21),
  ('canting', 1101, 'RC-FWP', null, 68000, null, 3),
  ('canting', 1201, 'RC-TOT-IND', 'Indigo', 7900, null, 36),
  ('canting', 1202, 'RC-TOT-SOG', 'Soga', 7900, null, 33),
  ('canting', 1301, 'RC-FAN', null, 4500, 5500, 44),
  ('canting', 1401, 'RC-JRN-IND', 'Indigo', 5800, null, 38),
  ('canting', 1402, 'RC-JRN-SOG', 'Soga', 5800, null, 35),
  ('canting', 1501, 'RC-KIT', null, 14800, null, 16);

insert into public.product_options (shop_id, product_id, position, name, choices)
select
  pg_temp.seed_id(shop, '0001', 1), pg_temp.seed_id(shop, '0003', list.number), 1, list.option_name,
  array_agg(variants.option_value order by variants.number)
from seed_products as list
join seed_variants as variants using (shop)
where list.option_name is not null and variants.number / 100 = list.number
group by shop, list.number, list.option_name;

insert into public.variants
  (id, shop_id, product_id, sku, options, price_minor, compare_at_minor, is_tracked, position)
select
  pg_temp.seed_id(shop, '0004', number), pg_temp.seed_id(shop, '0001', 1), pg_temp.seed_id(shop, '0003', number / 100),
  sku, array_remove(array[option_value], null), price_minor, compare_at_minor, on_hand is not null, number % 100
from seed_variants;

select count(public.adjust_stock(pg_temp.seed_id(shop, '0004', number), on_hand, 'Opening count'))
from seed_variants
where on_hand is not null;

-- Pictures
-- The file is named by the product's slug and `view`; `option_value` names the one variant that it shows.

create temp table seed_images (shop text, slug text, view text, option_value text, alt text);

insert into seed_images values
  ('itanna', 'ose-dudu-bar', '', null, 'Two dark, flecked bars of black soap, stamped with a blossom, standing on a step'),
  ('itanna', 'ose-dudu-bar', '-2', null, 'A bar of black soap seen from above, among drops of water and hibiscus petals'),
  ('itanna', 'zobo-gel-cleanser', '', null, 'A clear pump bottle of ruby-red hibiscus gel'),
  ('itanna', 'moringa-cleansing-oil', '', null, 'A pump bottle of pale green-gold oil with moringa leaves beside it'),
  ('itanna', 'liquid-black-soap', '', null, 'A dark brown pump bottle of liquid black soap with a cream label'),
  ('itanna', 'ofada-rice-polish', '', null, 'A short jar of pale powder with a wooden lid, grains of brown rice in front'),
  ('itanna', 'zobo-glow-serum', '', null, 'A rose-coloured dropper bottle on a clay plinth with hibiscus petals'),
  ('itanna', 'zobo-glow-serum', '-2', null, 'The serum bottle seen close, light falling through the rose liquid'),
  ('itanna', 'zobo-glow-serum', '-3', null, 'Three drops of rose-coloured serum on a pale surface beside the glass dropper'),
  ('itanna', 'niacinamide-even-serum', '', null, 'A frosted white dropper bottle labelled Even Tone Serum'),
  ('itanna', 'baobab-night-oil', '', null, 'An amber dropper bottle of golden oil between two smooth stones'),
  ('itanna', 'baobab-night-oil', '-2', null, 'The amber bottle lying among pebbles, a small pool of golden oil beside it'),
  ('itanna', 'moringa-calm-serum', '', null, 'A slim pale-green bottle with a pump and a sprig of moringa leaves'),
  ('itanna', 'aya-milk-essence', '', null, 'A tall clear bottle of milky essence with a wooden cap, tiger nuts at its foot'),
  ('itanna', 'shea-day-cream', '', null, 'A white glass jar with a brushed lid on a cream plinth'),
  ('itanna', 'shea-day-cream', '-2', null, 'The jar open, its cream swirled to a soft peak'),
  ('itanna', 'harmattan-balm', '', null, 'Two round aluminium tins of balm, one standing, one open and full'),
  ('itanna', 'harmattan-balm', '-2', null, 'The smooth golden surface of the balm in its open tin, seen from above'),
  ('itanna', 'aloe-water-gel', '', null, 'A clear jar of pale green gel with aloe leaves behind it'),
  ('itanna', 'baobab-night-cream', '', null, 'A deep plum jar with a bronze lid in evening light'),
  ('itanna', 'obi-eye-cream', '', null, 'A slim cream tube with a metal tip, two kola nuts beside it'),
  ('itanna', 'daily-veil-spf-50', '', null, 'A sand-coloured sunscreen tube standing on its cap in strong sunlight'),
  ('itanna', 'daily-veil-spf-50', '-2', null, 'The sunscreen tube lying in leaf shade, a ribbon of white milk squeezed out beside it'),
  ('itanna', 'tinted-veil-spf-40', '', null, 'Four tinted sunscreen tubes in a row, from sand to ebony'),
  ('itanna', 'tinted-veil-spf-40', '-sand', 'Sand', 'Tinted Veil tube in the shade Sand with a light beige swatch'),
  ('itanna', 'tinted-veil-spf-40', '-amber', 'Amber', 'Tinted Veil tube in the shade Amber with a warm golden-brown swatch'),
  ('itanna', 'tinted-veil-spf-40', '-cocoa', 'Cocoa', 'Tinted Veil tube in the shade Cocoa with a rich brown swatch'),
  ('itanna', 'tinted-veil-spf-40', '-ebony', 'Ebony', 'Tinted Veil tube in the shade Ebony with a deep brown swatch'),
  ('itanna', 'after-sun-mist', '', null, 'A frosted aqua spray bottle with fine water drops on a wet stone'),
  ('itanna', 'shea-lip-balm-spf-20', '', null, 'Three twist-up lip balms in clear, berry and bronze'),
  ('itanna', 'shea-lip-balm-spf-20', '-clear', 'Clear', 'The clear lip balm, open, with an ivory bullet'),
  ('itanna', 'shea-lip-balm-spf-20', '-zobo', 'Zobo', 'The Zobo lip balm, open, with a berry-red bullet'),
  ('itanna', 'shea-lip-balm-spf-20', '-palm', 'Palm', 'The Palm lip balm, open, with a warm bronze bullet'),
  ('itanna', 'whipped-shea-butter', '', null, 'An open jar of whipped shea butter standing in soft peaks'),
  ('itanna', 'whipped-shea-butter', '-2', null, 'Whipped shea seen from above, its swirl filling the jar'),
  ('itanna', 'whipped-shea-butter', '-3', null, 'The closed jar with its wooden lid, shea nuts scattered in front'),
  ('itanna', 'calabar-body-oil', '', null, 'A tall clear bottle of golden body oil with a black cap'),
  ('itanna', 'jos-coffee-scrub', '', null, 'A jar of dark coffee scrub with coffee beans around it'),
  ('itanna', 'cocoa-body-lotion', '', null, 'A tall matt-brown pump bottle labelled Cocoa Body Lotion'),
  ('itanna', 'lemongrass-hand-cream', '', null, 'A pale-yellow hand cream tube with long blades of lemongrass'),
  ('itanna', 'lagoon-bath-salt', '', null, 'A corked glass jar of coarse salt and red petals'),
  ('itanna', 'glow-ritual-set', '', null, 'A terracotta gift box with cleanser, serum and cream standing in front of it'),
  ('itanna', 'glow-ritual-set', '-2', null, 'The closed gift box, tied with a cream ribbon'),
  ('itanna', 'weekender-set', '', null, 'Five small bottles in front of a blue patterned cotton pouch'),
  ('itanna', 'sapo-net-sponge', '', null, 'Three net sponges hanging from pegs, in terracotta, indigo and cream'),
  ('itanna', 'sapo-net-sponge', '-terracotta', 'Terracotta', 'A net sponge in terracotta, hanging from a peg'),
  ('itanna', 'sapo-net-sponge', '-indigo', 'Indigo', 'A net sponge in indigo, hanging from a peg'),
  ('itanna', 'sapo-net-sponge', '-cream', 'Cream', 'A net sponge in cream, hanging from a peg'),
  ('itanna', 'jasper-gua-sha', '', null, 'A polished red jasper gua sha with fine bands, leaning on a stone'),
  ('canting', 'kawung-sarong', '', 'Indigo', 'Indigo sarong with cream four-petal kawung, hanging in folds'),
  ('canting', 'kawung-sarong', '-soga', 'Soga', 'Soga-brown sarong with cream four-petal kawung, hanging in folds'),
  ('canting', 'kawung-sarong', '-detail', null, 'Kawung petals close up, with fine cracks of dye where the wax broke'),
  ('canting', 'parang-sarong', '', 'Indigo', 'Indigo sarong with slanting parang rows, hanging in folds'),
  ('canting', 'parang-sarong', '-soga', 'Soga', 'Brown sarong with slanting parang rows, hanging in folds'),
  ('canting', 'parang-sarong', '-detail', null, 'Parang rows close up, the drawn line slightly uneven'),
  ('canting', 'pucuk-rebung-sarong', '', 'Teal', 'Teal sarong with facing rows of bamboo-shoot triangles and small flowers'),
  ('canting', 'pucuk-rebung-sarong', '-maroon', 'Maroon', 'Maroon sarong with facing rows of bamboo-shoot triangles and small flowers'),
  ('canting', 'mega-mendung-cloth', '', null, 'Mega mendung cloth, clouds in seven blues, falling from its roll'),
  ('canting', 'mega-mendung-cloth', '-detail', null, 'One cloud close up, seven bands from white to deep indigo'),
  ('canting', 'bunga-raya-silk-scarf', '', 'Indigo', 'Indigo silk scarf with large hibiscus flowers, lying in soft waves'),
  ('canting', 'bunga-raya-silk-scarf', '-rose', 'Rose', 'Rose silk scarf with large hibiscus flowers, lying in soft waves'),
  ('canting', 'ceplok-shawl', '', 'Indigo', 'Indigo shawl of ceplok rosettes with a short fringe, draped over a rail'),
  ('canting', 'ceplok-shawl', '-soga', 'Soga', 'Brown shawl of ceplok rosettes with a short fringe, draped over a rail'),
  ('canting', 'kawung-pocket-square', '', null, 'A folded kawung pocket square on a pale surface'),
  ('canting', 'parang-cushion-cover', '', 'Indigo', 'Square cushion with indigo parang rows, leaning on a wall'),
  ('canting', 'parang-cushion-cover', '-soga', 'Soga', 'Square cushion with soga-brown parang rows, leaning on a wall'),
  ('canting', 'mega-mendung-runner', '', null, 'Table runner full of clouds, laid over a wooden table, a bowl of fruit on it'),
  ('canting', 'ceplok-napkins', '', null, 'Four folded napkins in indigo and brown, held by a band'),
  ('canting', 'flora-wall-panel', '', null, 'Framed batik panel with a climbing hibiscus vine and a bird'),
  ('canting', 'flora-wall-panel', '-detail', null, 'The bird among leaves, drawn in a single line of wax'),
  ('canting', 'batik-tote', '', 'Indigo', 'Indigo tote bag with a ceplok pattern and long handles'),
  ('canting', 'batik-tote', '-soga', 'Soga', 'Brown tote bag with a ceplok pattern and long handles'),
  ('canting', 'kipas-folding-fan', '', null, 'Open folding fan of bamboo ribs and indigo ceplok cloth'),
  ('canting', 'batik-journal', '', 'Indigo', 'Journal bound in indigo kawung cloth with a ribbon marker'),
  ('canting', 'batik-journal', '-soga', 'Soga', 'Journal bound in brown kawung cloth with a ribbon marker'),
  ('canting', 'canting-starter-kit', '', null, 'Two copper canting pens, a block of wax, a brush, three pots of dye and folded cotton');

insert into public.product_images (id, shop_id, product_id, variant_id, src, alt, width, height, position)
select
  pg_temp.seed_id(shop, '0005', products.position * 100 + row_number() over views), products.shop_id, products.id, variants.id,
  format('/demo/%s/%s%s.webp', shop, seed_images.slug, view), alt, 960, 1200, row_number() over views
from seed_images
join public.products on products.shop_id = pg_temp.seed_id(shop, '0001', 1) and products.slug = seed_images.slug
left join public.variants on variants.product_id = products.id and variants.option_value = seed_images.option_value
-- views without a suffix come first, numbered ones next, named ones in the order of their variants
window views as (partition by products.id order by view !~ '^$', view !~ '^-\d$', variants.position, view);

-- the pictures of the products make up the media library
insert into public.media (id, shop_id, src, file_name, alt, width, height)
select pg_temp.seed_id(shops.slug, '0007', row_number() over (partition by shops.id order by shown.src)), shops.id, shown.src,
  regexp_replace(shown.src, '^.*/', ''), shown.alt, 960, 1200
from (
  select images.shop_id, images.src, min(images.alt) as alt from public.product_images as images group by 1, 2
) as shown join public.shops on shops.id = shown.shop_id;
update public.product_images as images set media_id = media.id
from public.media where media.shop_id = images.shop_id and media.src = images.src;

drop table seed_products, seed_variants, seed_images;
