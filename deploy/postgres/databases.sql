-- One database for each service that keeps its records in PostgreSQL.
create database aula_identity;
create database aula_courses;
