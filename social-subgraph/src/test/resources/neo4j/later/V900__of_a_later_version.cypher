// What a version to come might add.
RETURN 1;
