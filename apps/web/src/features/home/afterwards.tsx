export const Afterwards = () => null;
