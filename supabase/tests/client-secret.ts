/** CLIENT_ADDRESS_SECRET of the tests. */
export const clientSecret = 'the-tests-and-nobody-else-sign-addresses-with-it';
