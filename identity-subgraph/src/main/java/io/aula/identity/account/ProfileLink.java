package io.aula.identity.account;

/** A labelled address a person shows on their profile. */
public record ProfileLink(String label, String url) {}
