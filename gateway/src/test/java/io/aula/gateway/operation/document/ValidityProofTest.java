package io.aula.gateway.operation.document;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaGenerator;
import graphql.validation.Validator;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidityProofTest {

    private static final GraphQLSchema SCHEMA = SchemaGenerator.createdMockedSchema("""
            type Query { dog(id: ID!, kind: Kind = BIG, filter: Filter): Dog  pets(first: Int, of: [Float!]): [Pet!]!  any: Any }
            type Mutation { rename(id: ID!, name: String!): Dog }
            type Subscription { born: Dog }
            interface Pet { name: String owner: Person }
            type Dog implements Pet { name: String owner: Person barks: Boolean! }
            type Cat implements Pet { name: String owner: Person lives: Int }
            type Person { name: String! pets: [Pet] }
            union Any = Dog | Person
            enum Kind { BIG SMALL }
            input Filter { name: String! = "x" tags: [String!] inner: Filter kind: Kind! }
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ dog(id: 1) { name owner { name } __typename } }",
                "query($id: ID!, $k: Kind, $n: Int! = 3) { dog(id: $id, kind: $k) { name } pets(first: $n) { name } }",
                "{ dog(id: \"x\", filter: { kind: BIG, tags: [\"a\"], inner: { kind: SMALL, name: \"y\" } }) { name } }",
                "{ pets(of: [1, 2.5]) { ... on Dog { barks } ...C name } } fragment C on Cat { lives name }",
                "{ any { ... on Pet { name } ... on Person { pets { name } } } }",
                "query($s: Boolean!) { pets { name @skip(if: $s) @include(if: true) owner { name } owner { pets { name } } } }",
                "mutation { rename(id: 1, name: \"x\") { name } }",
            })
    void provesWhatIsCommon(String text) throws DocumentSyntaxException {
        var document = DocumentParser.parse(text);
        assertThat(new Validator().validateDocument(SCHEMA, document, Locale.ENGLISH))
                .isEmpty();
        assertThat(ValidityProof.holds(SCHEMA, document)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ nothing }",
                "{ dog(id: 1) }",
                "{ dog(id: 1) { name { x } } }",
                "{ dog { name } }",
                "{ dog(id: null) { name } }",
                "{ dog(id: 1, id: 2) { name } }",
                "{ dog(id: 1, kind: HUGE) { name } }",
                "{ dog(id: 1, kind: \"BIG\") { name } }",
                "{ dog(id: 1, filter: {}) { name } }",
                "{ dog(id: 1, filter: { kind: BIG, kind: BIG }) { name } }",
                "{ dog(id: 1, filter: { kind: BIG, colour: 1 }) { name } }",
                "{ dog(id: 1, filter: { kind: BIG, tags: [null] }) { name } }",
                "{ pets(first: 2147483648) { name } }",
                "{ pets(first: 1.0) { name } }",
                "{ pets(of: [\"x\"]) { name } }",
                "{ dog(id: 1) { name } dog(id: 2) { name } }",
                "{ pets { x: name ... on Cat { x: lives } } }",
                "{ pets { owner { x: name } owner { x: pets { name } } } }",
                "{ pets { name barks } }",
                "{ any { name } }",
                "{ dog(id: 1) { ... on Cat { name } } }",
                "{ dog(id: 1) { ... on Kind { name } ... on Nothing { name } } }",
                "{ ...F }",
                "{ dog(id: 1) { ...F } } fragment F on Dog { name ...F }",
                "{ dog(id: 1) { name } } fragment F on Dog { name }",
                "{ dog(id: 1) { ...F } } fragment F on Dog { name } fragment F on Dog { name }",
                "query($a: Int) { dog(id: 1) { name } }",
                "query($a: ID) { dog(id: $a) { name } }",
                "query($a: ID!, $a: ID!) { dog(id: $a) { name } }",
                "query($a: Dog) { dog(id: $a) { name } }",
                "query($a: Nothing) { dog(id: $a) { name } }",
                "query($a: ID! = null) { dog(id: $a) { name } }",
                "query($a: Int! = \"x\") { pets(first: $a) { name } }",
                "query($a: [Float]) { pets(of: $a) { name } }",
                "{ dog(id: $a) { name } }",
                "{ dog(id: 1) { name @nothing } }",
                "{ dog(id: 1) { name @skip } }",
                "{ dog(id: 1) { name @skip(if: 1) } }",
                "{ dog(id: 1) { name @skip(if: true) @skip(if: true) } }",
                "query @skip(if: true) { dog(id: 1) { name } }",
                "query A { dog(id: 1) { name } } query A { dog(id: 1) { name } }",
                "{ dog(id: 1) { name } } query A { dog(id: 1) { name } }",
                "subscription { born { name } again: born { name } }",
            })
    void neverProvesWhatIsWrong(String text) throws DocumentSyntaxException {
        var document = DocumentParser.parse(text);
        assertThat(new Validator().validateDocument(SCHEMA, document, Locale.ENGLISH))
                .isNotEmpty();
        assertThat(ValidityProof.holds(SCHEMA, document)).isFalse();
    }

    @Test
    void givesUpOnFragmentsThatExplode() throws DocumentSyntaxException {
        var text = new StringBuilder("{ ...f0 }");
        for (var i = 0; i < 60; i++) {
            text.append(" fragment f%d on Query { ...f%d ...f%d }".formatted(i, i + 1, i + 1));
        }
        var document = DocumentParser.parse(
                text.append(" fragment f60 on Query { any { __typename } }").toString());
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(ValidityProof.holds(SCHEMA, document)).isFalse());
    }
}
