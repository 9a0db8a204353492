package io.aula.gateway.operation.document;

import graphql.language.Document;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import graphql.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether a document asks for what the schema has (GraphQL, chapter 5). */
public final class Validity {

    private Validity() {}

    /** What is wrong with the document, in English. */
    public static List<ValidationError> errors(GraphQLSchema schema, Document document) {
        if (ValidityProof.holds(schema, document)) {
            return List.of();
        }
        var errors = new ArrayList<>(new Validator().validateDocument(schema, document, Locale.ENGLISH));
        // Composition narrows types: a fragment a service allows may be impossible in the whole, and then simply never
        // applies.
        errors.removeIf(error -> error.getValidationErrorType() == ValidationErrorType.InvalidFragmentType);
        return errors;
    }
}
