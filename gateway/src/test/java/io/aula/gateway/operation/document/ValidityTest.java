package io.aula.gateway.operation.document;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the library's own rules let through, or break down over. */
class ValidityTest {

    private static final GraphQLSchema SCHEMA = SchemaGenerator.createdMockedSchema("""
            type Query { dog: Dog  find(by: By, all: [By!], deep: Deep): Dog }
            type Subscription { born: Dog died: Dog }
            interface Pet { name: String }
            type Dog implements Pet { name: String }
            type Cat implements Pet { name: String }
            input By @oneOf { id: ID name: String inner: By }
            input Deep { by: By }
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    { dog { ... on Cat { name } } }                                      | Cat
                    { dog { ...C } } fragment C on Cat { name }                          | Cat
                    subscription { ...F }                                                | F
                    subscription { ... on Nope { born { name } } }                       | Nope
                    subscription { born { name } died { name } }                         | one root field
                    subscription { born { name } again: born { name } }                  | one root field
                    subscription { ...F } fragment F on Subscription { born { name } died { name } } | one root field
                    subscription { born @skip(if: false) { name } }                      | @skip
                    subscription { ... @include(if: true) { born { name } } }            | @include
                    subscription { __typename }                                          | __typename
                    { find(by: {}) { name } }                                            | By
                    { find(by: { id: 1, name: "x" }) { name } }                          | By
                    { find(by: { id: null }) { name } }                                  | By
                    { find(all: [{ id: null }]) { name } }                               | By
                    { find(deep: { by: { id: null } }) { name } }                        | By
                    { find(by: { inner: { id: null } }) { name } }                       | By
                    query($n: String) { find(by: { name: $n }) { name } }                | By
                    query($n: String = "x") { find(by: { name: $n }) { name } }          | By
                    query($n: String) { ...F } fragment F on Query { find(by: { name: $n }) { name } } | By
                    """)
    void whatIsWrongIsSaid(String text, String word) throws DocumentSyntaxException {
        assertThat(Validity.errors(SCHEMA, DocumentParser.parse(text)))
                .isNotEmpty()
                .anySatisfy(error -> assertThat(error.getMessage()).contains(word));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subscription { born { name } }",
                "subscription { ...F } fragment F on Subscription { born { name } }",
                "subscription { born { name } born { name @skip(if: true) } }",
                "{ find(by: { id: 1 }) { name } }",
                "query($n: String!) { find(by: { name: $n }) { name } }",
                "query($b: By) { find(by: $b) { name } }",
                "query($b: By!) { find(by: { inner: $b }) { name } }",
                "{ dog { ... on Pet { name } } }"
            })
    void whatIsRightIsNotQuestioned(String text) throws DocumentSyntaxException {
        assertThat(Validity.errors(SCHEMA, DocumentParser.parse(text))).isEmpty();
    }
}
