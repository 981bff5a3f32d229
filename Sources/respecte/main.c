int respecte_main(int count, char **arguments);

// In C, since Swift reads its arguments from /proc, which a bare root does not have.
int main(int count, char **arguments) { return respecte_main(count, arguments); }
