package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What subgraphs say of scalars, and what of it clients are told (GraphQL, sections 3.5 and 6.4.3). */
class LeafTypeTest {

    private final OneRun run = new OneRun("/execution/leaves.graphql");

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    int     | 7              | 7
                    int     | -0             | -0
                    int     | 2147483647     | 2147483647
                    int     | -2147483648    | -2147483648
                    int     | 1700000000     | 1700000000
                    int     | 1.0            | 1
                    int     | 12e1           | 120
                    int     | "12"           | 12
                    float   | 1              | 1
                    float   | 1.50           | 1.50
                    float   | 1e300          | 1e300
                    float   | 1.2345678E7    | 1.2345678E7
                    float   | 1e99           | 1e99
                    float   | 1e+5           | 1e+5
                    float   | -1e-5          | -1e-5
                    float   | "2.5"          | 2.5
                    string  | "a\\u00f1\\n"  | "a\\u00f1\\n"
                    string  | 5              | "5"
                    string  | true           | "true"
                    boolean | true           | true
                    boolean | false          | false
                    boolean | 0              | false
                    boolean | 3              | true
                    id      | "x"            | "x"
                    id      | 5              | "5"
                    id      | 98765432109876543210 | "98765432109876543210"
                    json    | {"a":[1,null]} | {"a":[1,null]}
                    json    | "x"            | "x"
                    json    | 1e999          | 1e999
                    json    | []             | []
                    int     | null           | null
                    """)
    void whatIsOfItsTypeOrCanBeWithoutLossIsTold(String field, String said, String told) {
        run.answers("values", "{\"data\":{\"" + field + "\":" + said + "}}");
        assertThat(run.of("{ " + field + " }")).isEqualTo("{\"data\":{\"" + field + "\":" + told + "}}");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    int     | "abc"      | Int
                    int     | ""         | Int
                    int     | 1.5        | Int
                    int     | 1e-999999999 | Int
                    int     | 3000000000 | Int
                    int     | -2147483649 | Int
                    int     | 2147483648 | Int
                    int     | 9999999999 | Int
                    int     | -9999999999 | Int
                    int     | true       | Int
                    int     | [1]        | Int
                    int     | {"a":1}    | Int
                    float   | "NaN"      | Float
                    float   | 1e400      | Float
                    float   | -1e400     | Float
                    float   | true       | Float
                    float   | [1.5]      | Float
                    string  | {"a":1}    | String
                    string  | ["a"]      | String
                    boolean | "yes"      | Boolean
                    boolean | "true"     | Boolean
                    boolean | 0.5        | Boolean
                    id      | true       | ID
                    id      | 5.5        | ID
                    id      | {"a":1}    | ID
                    id      | ["a"]      | ID
                    """)
    void whatIsNotOfItsTypeIsNullWithAnErrorAtItsPlace(String field, String said, String type) {
        run.answers("values", "{\"data\":{\"" + field + "\":" + said + "}}");
        assertThat(run.of("{ " + field + " }")).isEqualTo("""
                {"data":{"%s":null},"errors":[{"message":"Expected %s for Query.%s","path":["%s"],\
                "extensions":{"code":"SUBGRAPH_INVALID_VALUE"}}]}""".formatted(field, type, field, field));
    }

    @Test
    void whatADigitTooManyMakesInfiniteIsNoFloat() {
        run.answers("values", "{\"data\":{\"float\":" + "9".repeat(350) + "}}");
        assertThat(run.of("{ float }")).startsWith("{\"data\":{\"float\":null}");
        run.answers("values", "{\"data\":{\"float\":" + "9".repeat(305) + "}}");
        assertThat(run.of("{ float }")).isEqualTo("{\"data\":{\"float\":" + "9".repeat(305) + "}}");
    }

    @Test
    void anItemThatIsNotOfItsTypeIsNullAtItsPosition() {
        run.answers("values", "{\"data\":{\"ints\":[1,\"x\",3]}}");
        assertThat(run.of("{ ints }"))
                .startsWith("{\"data\":{\"ints\":[1,null,3]}")
                .contains("\"path\":[\"ints\",1]");
    }

    @Test
    void whereNoneMayBeNullTheObjectIs() {
        run.answers("values", "{\"data\":{\"strict\":{\"int\":\"x\"}}}");
        assertThat(run.of("{ strict { int } }"))
                .startsWith("{\"data\":{\"strict\":null}")
                .contains("\"path\":[\"strict\",\"int\"]")
                .doesNotContain("NULL_FOR_NON_NULL");
    }
}
