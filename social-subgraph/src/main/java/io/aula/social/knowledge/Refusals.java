package io.aula.social.knowledge;

import static java.util.stream.Collectors.joining;

import io.aula.platform.graphql.Messages;
import io.aula.platform.id.ConceptId;
import io.aula.social.graphql.Concept;
import io.aula.social.graphql.UserError;
import io.aula.social.knowledge.Refusal.BadInput;
import io.aula.social.knowledge.Refusal.Cycle;
import io.aula.social.knowledge.Refusal.Fault;
import io.aula.social.knowledge.Refusal.ForStaff;
import io.aula.social.knowledge.Refusal.NoConcept;
import io.aula.social.knowledge.Refusal.NoLesson;
import io.aula.social.knowledge.Refusal.NotTheirs;
import io.aula.social.knowledge.Refusal.SlugTaken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The one place where a refusal becomes the schema's error, in the reader's language. */
@Component
class Refusals {
    private final Concepts concepts;

    Refusals(Concepts concepts) {
        this.concepts = concepts;
    }

    UserError error(Refusal refusal) {
        return switch (refusal) {
            case NoConcept(String id) ->
                UserError.notFound(Messages.of("Ese concepto no existe.", "There is no such concept."), id);
            case NoLesson(String id) ->
                UserError.notFound(Messages.of("Esa lección no existe.", "There is no such lesson."), id);
            case Cycle(List<ConceptId> path) -> cycle(path);
            case SlugTaken() ->
                new UserError.ConflictError(
                        "SLUG_TAKEN",
                        Messages.of(
                                "Ya hay un concepto con esa dirección.",
                                "There is a concept with that address already."),
                        List.of("input", "slug"),
                        null);
            case NotTheirs() ->
                forbidden(Messages.of("Solo puedes cambiar lo tuyo.", "You can only change what is yours."));
            case ForStaff() ->
                forbidden(Messages.of("Eso lo hace el equipo de la plataforma.", "That is for the platform's staff."));
            case BadInput(Fault fault, String field) -> UserError.invalid(sentence(fault), "input", field);
        };
    }

    private static UserError forbidden(String message) {
        return new UserError.ForbiddenError("FORBIDDEN", message, null, null);
    }

    /** Names them, so that whoever drew the edge sees where it would lead. */
    private UserError cycle(List<ConceptId> path) {
        Map<ConceptId, KnownConcept> known = concepts.byIds(path);
        String names = path.stream()
                .flatMap(id -> Optional.ofNullable(known.get(id)).stream())
                .map(concept -> concept.name().in(Messages.language()).orElse(concept.slug()))
                .collect(joining(" → "));
        return new UserError.CycleError(
                "CYCLE",
                Messages.of(
                        "Se cerraría un círculo, y nadie podría empezar: " + names + ".",
                        "It would close a circle, and nobody could begin: " + names + "."),
                null,
                path.stream().map(Concept::new).toList());
    }

    private static String sentence(Fault fault) {
        return switch (fault) {
            case SLUG ->
                Messages.of(
                        "La dirección lleva letras minúsculas sin acentos, cifras y guiones; como mucho 60.",
                        "The address is made of small letters without accents, digits and hyphens; at most 60.");
            case NAME ->
                Messages.of(
                        "El nombre tiene de 1 a " + UpsertConceptInput.LONGEST_NAME + " caracteres.",
                        "The name has 1 to " + UpsertConceptInput.LONGEST_NAME + " characters.");
            case DESCRIPTION ->
                Messages.of(
                        "La descripción tiene como mucho " + UpsertConceptInput.LONGEST_DESCRIPTION + " caracteres.",
                        "The description has at most " + UpsertConceptInput.LONGEST_DESCRIPTION + " characters.");
            case LANGUAGE -> Messages.of("Los idiomas son es y en.", "The languages are es and en.");
            case WEIGHT -> Messages.of("El peso es más de 0 y como mucho 1.", "The weight is above 0 and at most 1.");
            case START -> Messages.of("Ese momento no está en la lección.", "That moment is not in the lesson.");
            case TOO_MANY ->
                Messages.of("Una lección enseña como mucho 6 conceptos.", "A lesson teaches at most 6 concepts.");
            case ITSELF -> Messages.of("Elige dos conceptos distintos.", "Choose two different concepts.");
        };
    }
}
