package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What courses and the membership cost: set by those who may, seen by everybody. */
@RunningIdentity.Test
class OffersTest {
    private static final String OWNER = "usr_01DEMOINSTRUCTOR0000000001";
    private static final String SET =
            "mutation($i: SetCourseOfferInput!) { setCourseOffer(input: $i) { offer { id kind active trialDays interval"
                    + " coversAll covers { id } price { amount currency } prices { amount currency } }"
                    + " userErrors { code message path } } }";
    private static final String SET_MEMBERSHIP =
            "mutation($i: SetMembershipOfferInput!) { setMembershipOffer(input: $i) { offer { id kind interval trialDays"
                    + " coversAll covers { id } prices { amount currency } } userErrors { code } } }";

    @Autowired
    private JdbcTemplate sql;

    private final Browser browser = RunningIdentity.browser();
    private final String course = Ids.next("crs");
    private String owner;

    @BeforeEach
    void aCourseThatIsNotFree() throws Exception {
        sql.execute("delete from login_throttle");
        owner = token("instructor@aula.test");
        sql.update(
                "insert into course (id, title, owner_id, staff, version, is_free) values (?, 'Curso', ?, array[?], 1, false)",
                course,
                OWNER,
                OWNER);
    }

    @Test
    void aPriceIsSeenByWhoeverComesInTheCurrencyAskedForOrElseTheFirst() throws Exception {
        JsonNode offer =
                set(owner, true, price("1999", "EUR"), price("39900", "mxn")).get("offer");
        assertThat(offer.get("id").asString()).startsWith("ofr_");
        assertThat(offer.get("kind").asString()).isEqualTo("ONE_TIME");
        assertThat(offer.get("interval").isNull()).isTrue();
        assertThat(offer.get("coversAll").asBoolean(true)).isFalse();
        assertThat(offer.at("/covers/0/id").asString()).isEqualTo(course);
        assertThat(offer.get("prices").toString())
                .isEqualTo("[{\"amount\":\"1999\",\"currency\":\"EUR\"},{\"amount\":\"39900\",\"currency\":\"MXN\"}]");

        JsonNode seen = course(
                null,
                "lowestPrice { amount currency } pesos: lowestPrice(currency: \"MXN\") { amount }"
                        + " pounds: lowestPrice(currency: \"GBP\") { currency } nonsense: lowestPrice(currency: \"%$\") { currency }"
                        + " offers { id price { amount } }");
        assertThat(seen.at("/lowestPrice/amount").asString()).isEqualTo("1999");
        assertThat(seen.at("/pesos/amount").asString()).isEqualTo("39900");
        assertThat(seen.at("/pounds/currency").asString()).isEqualTo("EUR");
        assertThat(seen.at("/nonsense/currency").asString()).isEqualTo("EUR");
        assertThat(seen.at("/offers/0/id").asString()).isEqualTo(offer.get("id").asString());
    }

    @Test
    void setAgainItIsTheSameOfferAtOtherPrices() throws Exception {
        String first = set(owner, true, price("1999", "EUR"), price("2199", "USD"))
                .at("/offer/id")
                .asString();
        JsonNode again = set(owner, true, price("2500", "USD")).get("offer");
        assertThat(again.get("id").asString()).isEqualTo(first);
        assertThat(course(null, "offers { prices { amount currency } }")
                        .at("/offers/0/prices")
                        .toString())
                .isEqualTo("[{\"amount\":\"2500\",\"currency\":\"USD\"}]");
        assertThat(sql.queryForObject(
                        "select count(*) from audit_event where action = 'offer.set' and target = ?",
                        Integer.class,
                        first))
                .isEqualTo(2);
        assertThat(sql.queryForList(
                        "select detail from audit_event where action = 'offer.set' and target = ?",
                        String.class,
                        first))
                .as("in words")
                .anyMatch(detail -> detail.endsWith(" once: 19.99 EUR, 21.99 USD"));
    }

    @Test
    void whatIsNotForSaleHasNoPriceAndIsStillThereByItsId() throws Exception {
        String id = set(owner, true, price("1999", "EUR")).at("/offer/id").asString();
        set(owner, false, price("1999", "EUR"));
        JsonNode seen = course(null, "lowestPrice { amount } offers { id }");
        assertThat(seen.get("lowestPrice").isNull()).isTrue();
        assertThat(seen.get("offers").isEmpty()).isTrue();
        JsonNode stub = data(
                        "query($r: [_Any!]!) { _entities(representations: $r) { ... on Offer { id active price { amount } } } }",
                        Map.of("r", List.of(Map.of("__typename", "Offer", "id", id))),
                        null)
                .at("/_entities/0");
        assertThat(stub.get("active").asBoolean(true)).isFalse();
        assertThat(stub.at("/price/amount").asString()).isEqualTo("1999");
    }

    @Test
    void anOfferOfADraftNamesItsCourseToThoseWhoTeachItAndToNobodyElse() throws Exception {
        String id = set(owner, true, price("1999", "EUR")).at("/offer/id").asString();
        String covers =
                "query($r: [_Any!]!) { _entities(representations: $r) { ... on Offer { covers { id lowestPrice { amount } } } } }";
        Map<String, Object> asked = Map.of("r", List.of(Map.of("__typename", "Offer", "id", id)));
        assertThat(data(covers, asked, null).at("/_entities/0/covers/0/id").asString())
                .isEqualTo(course);

        sql.update("update course set status = 'DRAFT' where id = ?", course);
        assertThat(data(covers, asked, null).at("/_entities/0/covers").toString())
                .isEqualTo("[]");
        assertThat(data(covers, asked, token("learner5@aula.test"))
                        .at("/_entities/0/covers")
                        .toString())
                .isEqualTo("[]");
        assertThat(data(covers, asked, owner).at("/_entities/0/covers/0/id").asString())
                .isEqualTo(course);
    }

    @Test
    void ofTheDraftsOfAPageOnlyWhatOneOwnsIsNamed() throws Exception {
        List<Map<String, Object>> offers = new ArrayList<>();
        List<String> drafts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String draft = Ids.next("crs");
            sql.update(
                    "insert into course (id, title, owner_id, staff, version, is_free) values (?, 'Curso', ?, array[?], 1, false)",
                    draft,
                    OWNER,
                    OWNER);
            JsonNode payload = data(
                            SET, Map.of("i", Map.of("courseId", draft, "prices", List.of(price("1999", "EUR")))), owner)
                    .get("setCourseOffer");
            offers.add(
                    Map.of("__typename", "Offer", "id", payload.at("/offer/id").asString()));
            drafts.add(draft);
            sql.update("update course set status = 'DRAFT' where id = ?", draft);
        }
        grant(drafts.get(0), null);
        grant(drafts.get(1), "2100-01-01T00:00:00Z");
        JsonNode seen = data(
                "query($r: [_Any!]!) { _entities(representations: $r) { ... on Offer { covers { id } } } }",
                Map.of("r", offers),
                token("learner5@aula.test"));
        assertThat(seen.get("_entities")
                        .valueStream()
                        .map(offer -> offer.at("/covers/0/id").asString(""))
                        .toList())
                .as("for good, for a time, not at all")
                .containsExactly(drafts.get(0), "", "");
    }

    private void grant(String course, @Nullable String endsAt) {
        sql.update(
                "insert into entitlement (id, user_id, course_id, source, source_id, state, starts_at, ends_at, created_at, updated_at)"
                        + " values (?, ?, ?, 'GRANT', ?, 'ACTIVE', now() - interval '1 hour', ?::timestamptz, now(), now())",
                Ids.next("ent"),
                Shop.EMMA,
                course,
                course,
                endsAt);
    }

    @Test
    void nullNeverMeansFreeAndWhatIsFreeHasNoPrice() throws Exception {
        set(owner, true, price("1999", "EUR"));
        sql.update("update course set is_free = true where id = ?", course);
        assertThat(course(null, "lowestPrice { amount }").get("lowestPrice").isNull())
                .isTrue();
        sql.update("update course set is_free = null where id = ?", course);
        JsonNode unknown = course(null, "isFree lowestPrice { amount } offers { id }");
        assertThat(unknown.get("isFree").isNull()).isTrue();
        assertThat(unknown.get("lowestPrice").isNull()).isTrue();
        assertThat(unknown.get("offers").isNull()).isTrue();
    }

    @Test
    void whatIsNoPriceIsRefusedInWordsAndChangesNothing() throws Exception {
        set(owner, true, price("1999", "EUR"));
        assertThat(refusal(set(owner, true))).isEqualTo("PRICE_MISSING");
        assertThat(refusal(set(owner, true, price("0", "EUR")))).isEqualTo("PRICE_OUT_OF_RANGE");
        assertThat(refusal(set(owner, true, price("-500", "EUR")))).isEqualTo("PRICE_OUT_OF_RANGE");
        assertThat(refusal(set(owner, true, price("29", "GBP")))).isEqualTo("PRICE_OUT_OF_RANGE");
        assertThat(refusal(set(owner, true, price("100000000", "EUR")))).isEqualTo("PRICE_OUT_OF_RANGE");
        assertThat(refusal(set(owner, true, price("9223372036854775807", "EUR"))))
                .isEqualTo("PRICE_OUT_OF_RANGE");
        assertThat(refusal(set(owner, true, price("500", "BTC")))).isEqualTo("CURRENCY_UNKNOWN");
        assertThat(refusal(set(owner, true, price("500", "EUR"), price("600", "eur"))))
                .isEqualTo("CURRENCY_TWICE");
        assertThat(set(owner, true, price("49", "EUR"))
                        .at("/userErrors/0/message")
                        .asString())
                .contains("0.50", "999999.99");
        assertThat(course(null, "lowestPrice { amount }")
                        .at("/lowestPrice/amount")
                        .asString())
                .isEqualTo("1999");
    }

    /** Controllers run on other threads than the request came on. */
    @Test
    void aRefusalIsInTheLanguageThatWasAskedFor() throws Exception {
        Map<String, Object> variables = Map.of("i", Map.of("courseId", course, "prices", List.of(price("49", "EUR"))));
        String english = browser.graphql(SET, variables, owner)
                .json()
                .at("/data/setCourseOffer/userErrors/0/message")
                .asString();
        String spanish = browser.graphqlInSpanish(SET, variables, owner)
                .json()
                .at("/data/setCourseOffer/userErrors/0/message")
                .asString();
        assertThat(english).contains("is from");
        assertThat(spanish).contains("va de");
    }

    @Test
    void onlyThoseWhoTeachACourseAndAdministratorsPriceIt() throws Exception {
        assertThat(refusal(set(token("instructor2@aula.test"), true, price("1999", "EUR"))))
                .isEqualTo("FORBIDDEN");
        assertThat(set(token("admin@aula.test"), true, price("1999", "EUR"))
                        .get("userErrors")
                        .isEmpty())
                .isTrue();
        JsonNode learner = browser.graphql(
                        SET,
                        Map.of("i", Map.of("courseId", course, "prices", List.of(price("1", "EUR")))),
                        token("learner5@aula.test"))
                .json();
        assertThat(learner.at("/errors/0/extensions/code").asString()).isEqualTo("INSUFFICIENT_SCOPE");
        assertThat(refusal(data(
                                SET,
                                Map.of(
                                        "i",
                                        Map.of("courseId", Ids.next("crs"), "prices", List.of(price("1999", "EUR")))),
                                owner)
                        .get("setCourseOffer")))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void theMembershipIsSoldByMonthAndByYearAndCoversEverything() throws Exception {
        String admin = token("admin@aula.test");
        membership(admin, "YEAR", 0, true, price("9900", "EUR"));
        JsonNode month =
                membership(admin, "MONTH", 7, true, price("999", "EUR")).get("offer");
        assertThat(month.get("kind").asString()).isEqualTo("SUBSCRIPTION");
        assertThat(month.get("trialDays").asInt()).isEqualTo(7);
        assertThat(month.get("coversAll").asBoolean()).isTrue();
        assertThat(month.get("covers").isEmpty()).isTrue();
        assertThat(memberships()).containsExactly("MONTH 999", "YEAR 9900");

        assertThat(refusal(membership(admin, "MONTH", 91, true, price("999", "EUR"))))
                .isEqualTo("TRIAL_OUT_OF_RANGE");
        membership(admin, "YEAR", 0, false, price("9900", "EUR"));
        assertThat(memberships()).containsExactly("MONTH 999");
        membership(admin, "MONTH", 0, false, price("999", "EUR"));
        assertThat(memberships()).isEmpty();
    }

    private List<String> memberships() throws Exception {
        return data("{ membershipOffers { interval price { amount } } }", Map.of(), null)
                .get("membershipOffers")
                .valueStream()
                .map(offer -> offer.get("interval").asString() + " "
                        + offer.at("/price/amount").asString())
                .toList();
    }

    private String token(String email) throws Exception {
        return Gateway.accessToken(new Gateway(RunningIdentity.browser()).tokens(email));
    }

    private static Map<String, Object> price(String amount, String currency) {
        return Map.of("amount", amount, "currency", currency);
    }

    @SafeVarargs
    private JsonNode set(String token, boolean active, Map<String, Object>... prices) throws Exception {
        return data(SET, Map.of("i", Map.of("courseId", course, "prices", List.of(prices), "active", active)), token)
                .get("setCourseOffer");
    }

    @SafeVarargs
    private JsonNode membership(
            String token, String interval, int trialDays, boolean active, Map<String, Object>... prices)
            throws Exception {
        return data(
                        SET_MEMBERSHIP,
                        Map.of(
                                "i",
                                Map.of(
                                        "interval",
                                        interval,
                                        "trialDays",
                                        trialDays,
                                        "prices",
                                        List.of(prices),
                                        "active",
                                        active)),
                        token)
                .get("setMembershipOffer");
    }

    private JsonNode course(@Nullable String token, String fields) throws Exception {
        return data(
                        "query($r: [_Any!]!) { _entities(representations: $r) { ... on Course { id " + fields
                                + " } } }",
                        Map.of("r", List.of(Map.of("__typename", "Course", "id", course))),
                        token)
                .at("/_entities/0");
    }

    private JsonNode data(String query, Map<String, Object> variables, @Nullable String token) throws Exception {
        JsonNode answer =
                (token == null ? browser.graphql(query, variables) : browser.graphql(query, variables, token)).json();
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.get("data");
    }

    private static String refusal(JsonNode payload) {
        return payload.at("/userErrors/0/code").asString();
    }
}
