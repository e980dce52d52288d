//! Words that say what stands beside them: titles, kin, deeds, streets, units. Each word may carry several cues.

/// A set of cues.
pub(crate) type Cues = u64;

macro_rules! cues {
    ($($(#[$doc:meta])* $name:ident = $bit:expr, $words:expr;)*) => {
        $($(#[$doc])* pub(crate) const $name: Cues = 1 << $bit;)*
        /// Every cue with its words.
        pub(crate) static LISTS: &[(Cues, &str)] = &[$(($name, $words)),*];
    };
}

cues! {
    /// Words that only say what kind of place it is: "stroke unit", "day room".
    GENERIC = 49, "a across acute admissions adult adults ae african all ambulance amu an and anglican another antenatal any around as assessment at autism baby back bad baptist base bath bed behind bereavement between big boarding bone both brain breast bright british brothers burns bus busy but by cancer caravan cardiac cardiothoracic care caribbean cath catholic cdu center centre changing chaplaincy chemo chemotherapy chest children childrens clean clinic clinical close coffee cold community consultant consulting control cool corner coronary cottage council county covid crematorium crisis ct cubicle custody dads dark daughters day dead death decision decisions delivery dementia dental dependency dialysis different dining dirty disability discharge disorder disorders district doctors domestic double down drug drugs dying each eating ed elderly emergency empty end endoscopy english ent every extra eye faith family familys fathers female fire first five for forensic foundation four frailty from front funeral gastro general good gp grans gynae haematology hdu he health healthcare heart her high hindu his holiday home hospice hospital hot house housing hr hub hyper i icu if in induction infusion injuries injury inpatient inside intensive intermediate into irish is isolation it itu jewish kidney kids kitchen labour last laundry learning leaving left life linen liver living local locked locker lovely lung main majors male maternity mau medical medicine meeting memory men mens mental methodist minor minors mixed mobile morning mortuary mother mothers mri mums muslim my nans national near neonatal neuro neurosurgical new next nhs nice nicu night no not nursery nurses nursing observation of off office old older on oncology one open operating or orthopaedic other our out outpatient outside over own paediatric pain palliative parent parents parish past patients people perinatal person petrol plastics police polish porters postnatal prayer primary private psych psychiatric public quiet radiotherapy receiving reception recovery regional rehab rehabilitation relatives renal residential residents respiratory respite rest resus right round safe same sau scan scbu scottish second secondary secure segregation seminar shared she sheltered shielded short shower shut side sikh single sisters sitting six sleep sluice small so some sons spare special specialist spinal spring staff staffroom state stay stepdown store stroke summer supported surgery surgerys surgical tea teaching tertiary that the theatre their then therapy these they third this those three through to towards train trauma treatment treatments triage trust two under university up urgent urology utility vascular very viewing village visiting waiting warm was we welfare welsh wet what when which while whole winter with women womens wrong xray your";
    /// First words of named days.
    FEAST = 48, "advent all anzac ascension assumption epiphany halloween hallowe low martinma martinmas pentecost rogation april armistice ash ashura august bank bastille bonfire boxing burn burns canada candlema candlemas chinese christma christmas constitution coronation d day diwali easter eid election emancipation father fathers good guy heroe heroes hogmanay holy independence international labour lady lamma lammas late leap maundy may michaelma michaelmas midsummer midsummers midwinter midwinters mother mothering mothers new orthodox palm pancake passion platinum plough polling remembrance republic saint sant shrove spring st stephen stephens stir summer thanksgiving three trinity twelfth valentine valentines ve vj whit winter world xma xmas yom";
    /// Words before a number that open an address.
    FLAT = 50, "flat apartment apt flt pitch plot maisonette bedsit caravan unit no number berth lot";
    /// Trees, birds and flowers after which wards are named.
    WARD_NAME = 47, "juniper willow maple oak ash elm birch beech cedar hazel rowan hawthorn alder aspen chestnut sycamore poplar laurel heather bluebell primrose daffodil snowdrop lavender poppy orchid iris jasmine kestrel falcon eagle swift swallow wren heron kingfisher osprey lark skylark dove swan curlew linnet goldfinch puffin sapphire emerald ruby topaz amber jade opal coral larch pine fir holly ivy fern bracken clover daisy foxglove honeysuckle magnolia marigold peony sunflower tulip violet buttercup acorn meadow woodland harbour lighthouse beacon sunrise phoenix mulberry elder willows beeches elms oaks cedars redwood sequoia cypress hornbeam larkspur bramble briar conifer finch sparrow starling thrush nightjar lapwing plover avocet tern merlin buzzard owl raven";
    /// Titles that make the next word a name.
    TITLE = 0, "mr mrs ms miss mister missus mx dr doctor doc prof professor sr sir dame lord lady madam father fr rev revd reverend rabbi imam canon pastor deacon archdeacon bishop rt sgt sergeant pc dc ds di dci wpc pcso capt captain cpl corporal maj lt col cllr councillor pani pan senhor senhora senor senora senorita signor signora herr frau kyria kyrie domnul doamna hanim bey chi anh sheikh sheik mullah maulana pandit haji hajji alhaji alhaja chief oba hon judge baroness baron uncle auntie aunty aunt ate kuya tita mama mamma papa baba nain taid nana nanna nanny gran granny grandma grandad grandpa granda bhai didi bhabhi chacha khala apa mbuya gogo sekuru nonno nonna yiayia babcia ciocia inspector constable superintendent detective officer gov governor chaplain commander sister brother staff nurse matron consultant reg registrar sho student hca porter midwife paramedic carer mstr maam guv snr unk umm abu bro sis messrs lieutenant lcpl pte bapuji chechi paaji chetta";
    /// Titles that are also nouns or kin: they need a name-like word after them.
    SOFT_TITLE = 1, "sister brother staff nurse matron doctor doc officer gov governor chaplain inspector constable superintendent detective professor father mama mamma papa baba nana nanna nanny gran granny grandma grandad grandpa granda nain taid uncle auntie aunty aunt consultant reg registrar sho student hca porter midwife paramedic carer judge lord lady chief pan bey chi anh apa di ds dc pc lt col sr fr hon maj rt reverend rabbi imam pastor deacon canon bishop sergeant captain commander pandit gogo nonno nonna babcia ciocia baron sheikh madam miss corporal guv bro sis didi bhai tita ate kuya umm abu sir mullah unk snr lieutenant bapuji chechi paaji chetta";
    /// Kin and close ones: "her son Chidi".
    KIN = 2, "mum mam mom mother dad daddy mummy mammy da ma father son daughter dtr dau wife husband hubby partner fiance fiancee girlfriend boyfriend brother sister bro sis aunt auntie aunty uncle nan nana nanna gran granny grandma grandmother grandad granddad grandpa grandfather granda grandson granddaughter grandchild niece nephew cousin twin stepson stepdaughter stepmother stepfather stepdad stepmum great-nephew friend mate best neighbour neighbor nok widow widower sister-in-law godmother godfather godson goddaughter lover ex baby child toddler girl boy lad lass bairn wean missus husbnd dauhter mums dads";
    /// Nouns for people: "a patient called", "my colleague Dermot".
    PERSON = 3, "crew padmate cellmates patient pt pts pateint resident client service-user lady gentleman gent man woman chap fella bloke guy girl boy lad lass kid child baby infant person adult colleague manager deputy supervisor mentor preceptor boss student trainee apprentice nurse hca carer keyworker key-worker doctor gp consultant registrar reg physio ot paramedic crewmate driver technician tech porter cleaner domestic receptionist secretary ward-clerk clerk chaplain vicar priest volunteer befriender advocate advocates interpreter translator midwife hv sw solicitor undertaker director cellmate inmate prisoner lodger landlord tenant pharmacist dietitian sister matron ward-manager officer friend neighbour cook chef gardener handyman dog partner caretaker teacher coordinator co-ordinator line-manager anaesthetist surgeon assistant sonographer fireman officer detective guvnor oga bestie workmate teammate roommate room-mate buddy caller informant next-of-kin therapist psychologist psychiatrist cpn assessor tutor lecturer coroner";
    /// Words that give a name: "called", "named".
    NAMING = 4, "calls call called named known nicknamed calld baptised christened surname forename firstname alias aka née nee cald namd calld goes signed";
    /// Deeds that only people do; after a word they make it a name.
    DEED = 5, "ask say tell smile pray sing speak said says sais sed asked asks askd told tells replied whispered shouted cried cries laughed laughs smiled smiles nodded sighed wept sobbed thanked thanks hugged hugs rang rings phoned called texted emailed wrote writes walked came comes went goes sat sits stood stands held holds died dies passed lived lives loved loves liked likes hated hates wanted wants needed knew knows thought thinks felt feels remembered remembers forgot believed hoped wished decided chose agreed refused insisted arrived left visited stayed slept woke ate drank sang sings danced played prayed prays took takes gave gives brought brings made makes put got gets let kept keeps saw sees looked looks watched heard listened turned opened closed lifted pulled pushed washed helps helped showed shows taught explained explains spoke speaks talked talks met reckons reckoned admitted apologised pronounced confirmed signed checked found noticed used told worked works drove ran covers covered covering reviewed answering answered joined led leads rode tried tries started stopped begged joked mouthed squeezed gripped reached moved fell collapsed deteriorated improved arrested swore screamed yelled shook kissed grinned winked blinked waved gasped coughed suggested advised recommended prescribed documented recorded charted bathed dressed fed shaved combed be don dey na";
    /// Helping verbs and the like; weaker signs of a person before them.
    AUX = 6, "was is has had were would could will did does wasnt isnt hasnt hadnt wouldnt couldnt didnt doesnt been wants who whos whose never always just also then still and or";
    /// Deeds done to people; before a word they make it a name: "I rang Pauline".
    TO_PERSON = 7, "told asked rang phoned texted emailed met thanked hugged held washed helped nursed knew visited saw fed dressed moved turned called love loved miss missed remember remembered comforted reassured watched heard found left brought took taught showed supported lost admitted introduced informed contacted spoke with and for by to from about of like near beside around without than via per w plus n because when while after before if that where until since as but so said says ask tell ring phone text email thank meet hug help visit see know covering cover bless";
    /// Small words before a person: "with", "by".
    WITH = 8, "with by from for to about and told asked w n & cc via per";
    /// Months.
    MONTH = 9, "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec";
    /// Days of the week.
    WEEKDAY = 10, "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun mondays tuesdays wednesdays thursdays fridays saturdays sundays";
    /// Street types, the last word of a street name.
    STREET = 11, "cuttings sidings maltings steps butts straits cresent cresant approach common heath corner reach cliff side lanes street st road rd avenue ave av lane ln close cl drive dr way terrace terr tce crescent cres place pl gardens gdns garden grove gr court ct square sq row walk mews parade hill rise view park green mount vale gate wharf quay yard passage path alley bank brow fold croft crofts meadow meadows end heights wynd brae loan causeway esplanade promenade boulevard circus broadway bypass ride chase dene dell drove field fields orchard ridge wynd heol ffordd stryd rhodfa lon maes clos";
    /// Welsh and Gaelic words that open an address.
    STREET_BEFORE = 12, "heol ffordd stryd lon maes clos rhodfa bryn ty pen llwyn plas cae nant tan rhos sraid bothar";
    /// Clear street types: enough by themselves after a capitalised word.
    CLEAR_STREET = 13, "lanes street road rd avenue ave lane ln close drive terrace terr crescent cres gardens gdns grove parade mews wynd heol ffordd stryd boulevard broadway";
    /// Kinds of house or site that begin or end an address or a place name.
    HOUSE = 14, "hse house cottage lodge farm villa manor hall court grange barn cottages flats mansions tower towers point heights bungalow apartments caravan park estate mill forge rectory vicarage croft chalet annexe steading hostel nook";
    /// Places where care is given and the like: the last word of a place's name.
    PLACE_HEAD = 15, "ward hospital infirmary hospice surgery practice clinic unit suite wing home lodge house court school academy college nursery university church chapel mosque temple gurdwara mandir synagogue cathedral abbey minster prison prision yoi crematorium cemetery station centre center hub nursing residential manor grange villa care dispensary pharmacy room bay cell pod corridor block houseblock landing annexe priory parish mortuary theatre theatres library pub inn arms hotel club hall primary infants juniors grammar comprehensive high secondary";
    /// Heads strong enough to make a place of a capitalised word before them.
    STRONG_HEAD = 16, "ward wd hospital infirmary hospice surgery practice clinic unit suite wing lodge house court school academy college nursery church chapel mosque temple gurdwara mandir synagogue cathedral abbey priory prison crematorium cemetery cottage farm towers mansions manor grange villa hall room centre center home houseblock ambulance lounge parish hostel";
    /// Heads that take a number or a letter: "bay C".
    NUMBERED = 17, "bd chair trolley bedspace booth ward wd bay bed bcd room rm cell pod cot cubicle sideroom resus theatre houseblock landing wing unit house hse block station floor level nursery";
    /// Words that put something somewhere: before a town.
    WHERE = 18, "in at from near to of outside around towards toward into via through leaving left off nr frm serving covering across beyond between";
    /// Nouns after an eponym or a brand: then it is no person.
    THING = 19, "catheter catheters data line lines tube tubes score scores scale scales cycle model models syndrome disease sign signs test tests stain drain drains valve forceps retractor frame splint bandage mask masks pump pumps driver drivers bed beds mattress chair hoist sling airway airways blade laryngoscope nurse nurses team box boxes form forms chart charts tool framework frameworks pathway criteria index reflection reflective breathing respiration respirations respiratory rounds round round's questionnaire inventory dementia palsy chorea body bodies needle clamp suction sucker bag bags cannula collar boots stockings dressing dressings gel cream ointment tablets capsules syrup liquid patch patches drops injection infusion infuser insulin inhaler mouthwash ventilator circuit filter machine monitor device devices theory hierarchy stages principle principles ethics rule rules law report review inquiry enquiry act standard standards programme course study trial trust foundation society charity helpline campaign appeal award awards coma agitation sedation dose doses oxygen position manoeuvre maneuver method technique approach classification stage staging grade grading fracture hernia reflex ulcer contracture aphasia encephalopathy psychosis lymphoma sarcoma tumour coefficient reaction phenomenon pulse murmur fluid solution lamp hub app portal record records email account page group code codes plan plans passport window cot cots blanket blankets trolley bleep resuscitator evac stick sticks toothbrush flask jug beaker cup mug tea biscuit biscuits sandwich centre assessment nomogram formula equation wedge pillow wrap warmer hugger tie knot";
    /// Words before an eponym or thing.
    ARTICLE = 20, "the a an this that these those our your their its some any no each every another both all which what same new old first last whole my his her";
    /// Words that own: before kin or before a nickname.
    OWNER = 21, "his her my their our your whose the pts patients mr's";
    /// Numbers in words.
    NUMBER_WORD = 22, "zero oh nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety ninty hundred double treble triple";
    /// Ordinals in words.
    ORDINAL_WORD = 23, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth";
    /// Units of age.
    AGE_UNIT = 24, "year years yr yrs month months mth mths mo mos week weeks wk wks day days hour hours hrs yo y";
    /// Words before an NHS number.
    NHS_CUE = 25, "nhs";
    /// Words before a telephone number.
    PHONE_CUE = 26, "phone telephone tel mobile mob mobil fone landline number no num contact call ring rang text whatsapp fax cell dial line";
    /// Words before a staff number.
    STAFF_CUE = 27, "pin nmc gmc hcpc gphc gdc swe payroll collar badge staff employee student registration registered warrant shoulder assignment agency bank dbs smartcard esr reg registrant";
    /// Words before a record's reference.
    RECORD_CUE = 28, "mrn hosp hospital unit prison register registered ref reference cad inc incident datix inquest complaint safeguarding donor notification emis systmone crn case claim record records file casenote casenotes coroner coroners referral riddor pr ppo mortuary property sheet attendance ed eclipse nomis patient pt id log urn rxr dols crime police job order registrar certificate cert";
    /// Words that make a number a thing's: stock, batch, bleep.
    STOCK_CUE = 29, "stock batch lot serial asset tag bleep bleeps bleeped ext extn extension order ordered ordering reorder supplier invoice model version part catalogue cat product barcode requisition po estates lift pump job issue lockbox safe code policy sop guideline docket pager crash mattress supply supplies tissue consumables blanket hoist maintenance repair fault helpdesk equipment device kit consumable switchboard key keysafe keypad door batchno isbn doi nappa sku serialno warranty loan locker combination printer channel bus train flight page pages chapter donation pressure item seal cylinder parcel tracking";
    /// Words before a vehicle registration.
    VEHICLE_CUE = 30, "reg registration plate plates car van truck ambulance vehicle taxi hearse motorbike motorcycle bike corsa fiesta parked drives driving drove lorry minibus numberplate golf polo focus estate wagon reg'd transit vauxhall ford tractor trailer landrover";
    /// Words before a screen name.
    HANDLE_CUE = 31, "insta instagram ig facebook fb twitter x snapchat snap tiktok handle username user login logon logged screen discord gamertag xbox psn twitch youtube signal telegram whatsapp messenger linkedin profile under @ nick reddit threads bluesky mastodon forum account tag";
    /// Units of measure and counts: a number before them is no identifier.
    MEASURE = 32, "mg mcg ml g kg l litre litres cm mm mmhg kpa mmol percent units unit iu mins min minutes minute seconds secs sec times stone lb lbs ft feet inch inches miles mile metres km pounds quid pence degrees beats breaths bpm drops tablets doses puffs cups steps pages people patients staff beds nurses others shifts calls visits stitches sugars pillows cigarettes fags french fr gauge mls mgs kgs kilos joules watts stones kilograms";
    /// Spans of time: a number before them is a duration unless a person is said to be it.
    DURATION = 33, "year years yr yrs month months week weeks wk wks day days hour hours hrs hr minute minutes min mins seconds night nights shift shifts";
    /// Words of only-one-ness.
    ONLY = 34, "only first last sole one oldest youngest longest-serving eldest tallest";
    /// Words that sound like a clock: "past", "to".
    CLOCK = 35, "oclock am pm hrs hours past noon midday midnight half quarter";
    /// Words before a clock time.
    AT_TIME = 36, "stopped call scene asystole seen paged alarm at about around approx approximately circa by before after until till til from since between and called died started finished pronounced timed time ended arrest ca gone nearly almost exactly just found unlock rosc ended off on dead verified confirmed certified rang completed delivered born";
    /// Greetings and farewells: before a name.
    GREETING = 37, "dear hi hello hey thanks cheers regards sincerely love bye goodbye goodnight morning ta sorry thankyou sincerly fao attn cc rip bless oi night dearest welcome sorry yours";
    /// Particles inside family names.
    PARTICLE = 38, "y yr van von de der den da dos das di la le el al ap ab bin binti ibn ben mac mc o st ter du del della san santa abu umm nic ni ui na";
    /// Nicknaming adjectives: "Big Tam", "Wee Senga", "Old Rafferty".
    NICKNAMING = 39, "gypsy auld scouse big wee old young little lil baby poor dear lovely sweet darling gentle mad daft tiny mama papa nana nanna auntie uncle granny";
    /// Words that end a person's name: "junior".
    SUFFIX = 40, "jnr snr jr sr junior senior ii iii obe mbe cbe qc kc dso";
    /// Verbs of being: "her name was X", "my name is X".
    BEING = 41, "is was be being are were am";
    /// The word "name" and its kin.
    NAME_WORD = 42, "name names surname forename nickname";
    /// Weak kin: words that start many innocent phrases.
    PRONOUN = 43, "he she they i we you him her them us me his hers who it";
    /// Words before an age.
    AGED = 44, "aged age turned turning";
    /// Words of a person's being, before a bare number as an age.
    BE_AGE = 45, "was is were be im hes shes only just now nearly almost am turned barely still theyre youre whos approx about";
    /// Charities and services joined to a name are no person.
    ORG = 46, "trust foundation charity society ltd limited plc council university nhs royal college association centre team service services group helpline fund";
}
