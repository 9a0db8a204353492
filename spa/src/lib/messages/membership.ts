import { addMessages } from '../i18n';
import { en } from './membership-en';
import { es } from './membership-es';

addMessages({ es, en });
