/** What a random string is made of; at home in every key, file name and address. */
export const randomAlphabet = '0123456789abcdefghijklmnopqrstuvwxyz';
