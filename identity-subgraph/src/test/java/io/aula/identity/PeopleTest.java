package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** People in the graph, as staff and as others ask for them. */
@RunningIdentity.Test
class PeopleTest {
    private static final String EMMA = "usr_01DEMOLEARNER000000000005";
    private static final String ADMIN = "usr_01DEMOADMIN00000000000001";
    private static final String USERS =
            "query($first: Int, $after: String, $query: String, $role: Role) { users(first: $first, after: $after,"
                    + " query: $query, role: $role) { totalCount nodes { id } edges { cursor }"
                    + " pageInfo { hasNextPage hasPreviousPage endCursor } } }";
    private static final String SET_ROLES =
            "mutation($id: ID!, $roles: [Role!]!) { setRoles(userId: $id, roles: $roles) { user { id roles }"
                    + " userErrors { __typename code path } } }";

    @Autowired
    JdbcTemplate sql;

    private final Browser browser = RunningIdentity.browser();
    private String admin;

    @BeforeEach
    void signIn() throws Exception {
        sql.execute("delete from login_throttle");
        admin = Gateway.accessToken(new Gateway(browser).tokens("admin@aula.test"));
    }

    @Test
    void staffReadPeoplePageByPageEachOnce() throws Exception {
        List<String> read = new ArrayList<>();
        Map<String, Object> variables = new HashMap<>(Map.of("first", 5, "role", "LEARNER"));
        JsonNode page = users(variables);
        int total = page.get("totalCount").asInt();
        assertThat(page.at("/pageInfo/hasPreviousPage").asBoolean()).isFalse();
        while (true) {
            page.get("nodes").forEach(node -> read.add(node.get("id").asString()));
            assertThat(page.get("edges")).hasSameSizeAs(page.get("nodes"));
            if (!page.at("/pageInfo/hasNextPage").asBoolean()) {
                break;
            }
            variables.put("after", page.at("/pageInfo/endCursor").asString());
            page = users(variables);
        }
        assertThat(read).hasSize(total).isSorted().contains(EMMA, ADMIN);
        assertThat(new HashSet<>(read)).hasSize(total);
    }

    @Test
    void aSearchFindsPeopleByHandleAndByName() throws Exception {
        assertThat(users(Map.of("first", 5, "query", "EMM")).at("/nodes/0/id").asString())
                .isEqualTo(EMMA);
        assertThat(users(Map.of("first", 5, "query", "walsh")).at("/nodes/0/id").asString())
                .isEqualTo(EMMA);
        assertThat(users(Map.of("first", 5, "query", "%")).get("totalCount").asInt())
                .isZero();
    }

    @Test
    void whoIsNotStaffLooksThroughNobody() throws Exception {
        String learner = Gateway.accessToken(new Gateway(RunningIdentity.browser()).tokens("learner5@aula.test"));
        JsonNode answer = browser.graphql(USERS, Map.of("first", 5), learner).json();
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("FORBIDDEN");
    }

    @Test
    void whatIsNoPageIsBadInput() throws Exception {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("first", -1),
                Map.of("first", 101),
                Map.of("first", 5, "after", EMMA),
                Map.of("first", 5, "after", ""))) {
            assertThat(browser.graphql(USERS, wrong, admin)
                            .json()
                            .at("/errors/0/extensions/code")
                            .asString())
                    .as(wrong.toString())
                    .isEqualTo("BAD_USER_INPUT");
        }
    }

    @Test
    void anAdminGivesAndTakesRolesAndStaysOne() throws Exception {
        JsonNode given = setRoles(EMMA, List.of("MODERATOR"));
        assertThat(given.at("/user/roles").toString()).isEqualTo("[\"LEARNER\",\"MODERATOR\"]");
        assertThat(setRoles(EMMA, List.of()).at("/user/roles").toString()).isEqualTo("[\"LEARNER\"]");
        JsonNode own = setRoles(ADMIN, List.of("LEARNER"));
        assertThat(own.at("/userErrors/0/__typename").asString()).isEqualTo("ValidationError");
    }

    @Test
    void rolesOfNobodyAreNotFoundWhateverTheId() throws Exception {
        for (String id : List.of("", "nonsense", "crs_01DEMOLEARNER000000000005", "usr_01NOBODY00000000000000001")) {
            assertThat(setRoles(id, List.of("LEARNER")).at("/userErrors/0/code").asString())
                    .as(id)
                    .isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void aPersonIsFoundByIdOrByHandleAndNobodyIsNull() throws Exception {
        String query = "query($id: ID, $handle: String) { user(id: $id, handle: $handle) { id } }";
        assertThat(answer(query, Map.of("handle", "Emma")).at("/data/user/id").asString())
                .isEqualTo(EMMA);
        assertThat(answer(query, Map.of("id", EMMA)).at("/data/user/id").asString())
                .isEqualTo(EMMA);
        for (Map<String, Object> nobody : List.<Map<String, Object>>of(
                Map.of("id", "nonsense"), Map.of("id", ""), Map.of("handle", "nobody_at_all"), Map.of("handle", ""))) {
            JsonNode answer = answer(query, nobody);
            assertThat(answer.has("errors")).as(answer.toString()).isFalse();
            assertThat(answer.at("/data/user").isNull()).isTrue();
        }
        assertThat(answer(query, Map.of()).at("/errors/0/extensions/code").asString())
                .isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void entitiesComeInTheOrderOfTheirKeysOfEitherKind() throws Exception {
        List<Map<String, String>> keys = List.of(
                Map.of("__typename", "User", "handle", "emma"),
                Map.of("__typename", "User", "id", "nonsense"),
                Map.of("__typename", "User", "id", ADMIN),
                Map.of("__typename", "User", "id", EMMA));
        JsonNode found = answer(
                        "query($r: [_Any!]!) { _entities(representations: $r) { ... on User { id } } }",
                        Map.of("r", keys))
                .at("/data/_entities");
        assertThat(found.toString())
                .isEqualTo("[{\"id\":\"%s\"},null,{\"id\":\"%s\"},{\"id\":\"%s\"}]".formatted(EMMA, ADMIN, EMMA));
    }

    @Test
    void everybodyIsToldOfOnceMoreInTheVersionTheyAreIn() throws Exception {
        long before = toldOf(EMMA);
        JsonNode answer = browser.post("/internal/people", Map.of()).json();
        assertThat(answer.get("told").asInt())
                .isGreaterThanOrEqualTo(sql.queryForObject(
                        "select count(*) from app_user where state <> 'DELETED' and id like 'usr_01DEMO%'",
                        Integer.class));
        assertThat(toldOf(EMMA)).isEqualTo(before + 1);
    }

    private long toldOf(String person) {
        return sql.queryForObject(
                "select count(*) from outbox o join app_user u on u.id = o.subject and u.version = o.version"
                        + " where o.topic = 'user.updated' and u.id = ?",
                Long.class,
                person);
    }

    private JsonNode users(Map<String, Object> variables) throws Exception {
        JsonNode answer = answer(USERS, variables);
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/users");
    }

    private JsonNode setRoles(String id, List<String> roles) throws Exception {
        return answer(SET_ROLES, Map.of("id", id, "roles", roles)).at("/data/setRoles");
    }

    private JsonNode answer(String query, Map<String, ?> variables) throws Exception {
        return browser.graphql(query, Map.copyOf(variables), admin).json();
    }
}
